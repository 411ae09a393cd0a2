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
