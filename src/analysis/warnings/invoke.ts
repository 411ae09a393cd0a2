import type { Header, Measurement, Outcome } from '../../recording/index.js';
import type { Warning } from '../result-schema.js';
import { warnIf } from './findings.js';

type Report = Extract<Outcome, { kind: 'completed' }>['report'];

/** What the way in which it was invoked leaves out of the figures. */
export function invokeWarnings(
  invoke: Header['scenario']['invoke'],
  runtime: string | undefined,
  measurements: readonly Pick<Measurement, 'outcome'>[],
): Warning[] {
  if (invoke !== 'asynchronous') return [];
  // Node's runtime writes what was thrown beside a text report, under the request's id.
  const isTold = (report: Report): boolean => report.status === undefined && runtime?.startsWith('nodejs') === true;
  const untold = measurements.filter(({ outcome }) => outcome.kind === 'completed' && !isTold(outcome.report)).length;
  return [
    ...warnIf(
      true,
      'asynchronous',
      'the function was invoked asynchronously: its figures are from the reports in its log group, and there is no latency',
      'how long an event waits in the queue is in no figure',
    ),
    ...warnIf(
      untold > 0,
      'asynchronous-errors-unseen',
      `of ${untold} of its invocations the log does not say for certain whether the handler threw an error: such a one counts as completed`,
      'the metric Errors of the function tells; without --async every error is seen',
    ),
  ];
}

/** What reports of Managed Instances do not hold, and so nothing here says. */
export const instancesWarnings = ({ managedInstances }: Pick<Header['function'], 'managedInstances'>): Warning[] =>
  warnIf(
    managedInstances === true,
    'managed-instances',
    'the function runs on Managed Instances, whose reports hold its Duration alone: what it costs, what memory it used and which memory size it should have cannot be known from them',
    'its instances are paid by the hour, whatever it is invoked (EC2 and a management fee): look at their number and use in CloudWatch',
  );
