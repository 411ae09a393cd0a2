import type { Warning } from '../../result-schema.js';
import { evidenceWarnings } from './evidence.js';
import type { LogFindings } from './findings.js';
import { noReport } from './no-report.js';
import { priceWarnings } from './pricing.js';
import { readingWarnings } from './reading.js';

/** Everything a reader must know before trusting the figures, each with a cause and the next step. */
export const logWarnings = (findings: LogFindings): Warning[] => [
  ...noReport(findings),
  ...readingWarnings(findings),
  ...priceWarnings(findings),
  ...evidenceWarnings(findings),
];
