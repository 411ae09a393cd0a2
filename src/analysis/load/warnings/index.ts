import type { Warning } from '../../result-schema.js';
import { instancesWarnings } from '../../warnings/invoke.js';
import type { LoadFindings } from '../load-findings.js';
import { armWarnings } from './arms.js';
import { choiceWarnings } from './choice.js';
import { evidenceWarnings } from './evidence.js';
import { hostWarnings } from './host.js';
import { provisionedWarnings } from './provisioned.js';
import { runWarnings } from './run.js';
import { snapStartWarnings } from './snap-start.js';

/** Everything a reader must know before trusting the figures of a load, each with a cause and the next step. */
export const loadWarnings = (findings: LoadFindings): Warning[] => [
  ...runWarnings(findings),
  ...snapStartWarnings(findings),
  ...provisionedWarnings(findings),
  ...instancesWarnings(findings.header.functions.find((it) => it.managedInstances === true) ?? {}),
  ...armWarnings(findings),
  ...evidenceWarnings(findings),
  ...hostWarnings(findings),
  ...choiceWarnings(findings),
];
