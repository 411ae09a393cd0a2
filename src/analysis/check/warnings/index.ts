import type { Warning } from '../../result-schema.js';
import { invokeWarnings } from '../../warnings/invoke.js';
import { enforcementWarnings, simulatedWarnings } from '../../warnings/run.js';
import type { CheckSeen } from './check-seen.js';
import { comparedWarnings } from './compared.js';
import { endWarnings } from './end.js';
import { hostWarnings } from './host.js';
import { recordedWarnings } from './recorded.js';
import { sideWarnings } from './sides.js';
import { unmeasuredWarnings } from './unmeasured.js';

/** Everything a reader must know before trusting the verdicts, each with a cause and the next step. */
export function checkWarnings(seen: CheckSeen): Warning[] {
  return [
    ...endWarnings(seen),
    ...comparedWarnings(seen),
    ...recordedWarnings(seen),
    ...simulatedWarnings(seen.result.target),
    ...invokeWarnings(
      seen.recording.header.check.invoke,
      seen.recording.header.head.function.runtime,
      seen.recording.measurements,
    ),
    ...enforcementWarnings(seen.result.target),
    ...sideWarnings(seen),
    ...hostWarnings(seen),
    ...unmeasuredWarnings(seen),
  ];
}
