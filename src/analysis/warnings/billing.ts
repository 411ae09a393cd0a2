import { checkBilledDuration, isOddlyBilled } from '../../pricing/index.js';
import type { Measurement } from '../../recording/index.js';
import type { Warning } from '../result-schema.js';
import { type Findings, warnIf } from './findings.js';

/** Printed Billed Durations that the rule of their day does not explain. They are taken as they stand all the same. */
export function billingWarnings({ recording: { measurements } }: Findings): Warning[] {
  const odd = measurements.filter(isOdd);
  const [first] = odd;
  const report = first === undefined ? undefined : reportOf(first);
  const init = report?.initDurationMs === undefined ? '' : ` and Init Duration ${report.initDurationMs} ms`;
  return warnIf(
    odd.length > 0,
    'billed-duration-odd',
    `${odd.length} of ${measurements.length} reports print a Billed Duration that is not Duration rounded up by the rule of their day (first: ${report?.billedDurationMs} ms for Duration ${report?.durationMs} ms${init}, at ${first?.memorySizeMB} MB)`,
    'costs are of what was printed; an endpoint that is not AWS, or a billing rule newer than this Kelvin, does this',
  );
}

const reportOf = ({ outcome }: Measurement) => ('report' in outcome ? outcome.report : undefined);

function isOdd(measurement: Measurement): boolean {
  const report = reportOf(measurement);
  if (report?.billedDurationMs === undefined) return false;
  const { initDurationMs, initializedAhead, ...figures } = report;
  // INIT that ran ahead is billed apart.
  const init = initDurationMs === undefined || initializedAhead === true ? {} : { initDurationMs };
  const { billedDurationMs } = report;
  return isOddlyBilled(checkBilledDuration({ ...figures, ...init, billedDurationMs }, measurement.at));
}
