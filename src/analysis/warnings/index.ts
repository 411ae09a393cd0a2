import type { Warning } from '../result-schema.js';
import { afterAnswerWarnings } from './after-answer.js';
import { billingWarnings } from './billing.js';
import { choiceWarnings } from './choice.js';
import { explorationWarnings } from './exploration.js';
import type { Findings } from './findings.js';
import { hostWarnings } from './host.js';
import { provisionedWarnings } from './provisioned.js';
import { runWarnings } from './run.js';
import { sizeWarnings } from './sizes.js';
import { snapStartWarnings } from './snap-start.js';

/** Everything a reader must know before trusting the numbers, each with a cause and the next step. */
export function warningsOf(findings: Findings): Warning[] {
  return [
    ...runWarnings(findings),
    ...snapStartWarnings(findings),
    ...provisionedWarnings(findings),
    ...afterAnswerWarnings(findings),
    ...hostWarnings(findings),
    ...billingWarnings(findings),
    ...choiceWarnings(findings),
    ...explorationWarnings(findings),
    ...sizeWarnings(findings),
  ];
}
