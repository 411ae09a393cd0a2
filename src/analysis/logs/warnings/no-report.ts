import type { Warning } from '../../result-schema.js';
import { counted, type LogFindings, warnIf } from './findings.js';

/** Why there is no figure at all: what was looked for, and what there was instead. */
export function noReport({ result: { total, read, inits } }: LogFindings): Warning[] {
  const initCount = inits.reduce((sum, it) => sum + it.n, 0);
  const found = [
    counted(read.messages, 'line'),
    ...(initCount > 0 ? [counted(initCount, 'init report')] : []),
    ...(read.unreadable > 0 ? [`${read.unreadable.toLocaleString('en-US')} that cannot be read`] : []),
    ...(read.lookAlikes > 0 ? [counted(read.lookAlikes, 'look-alike')] : []),
  ].join(', ');
  const hint =
    read.messages === 0
      ? 'the source is empty: check its name, and --start and --end'
      : read.unreadable > 0
        ? 'the log was cut, or is in a form that Kelvin does not know'
        : "no REPORT line and no platform.report event: is this a Lambda function's log, and its system log level INFO? At WARN a success leaves no report";
  return warnIf(total.invocations === 0, 'no-reports', `no report was found (read: ${found})`, hint);
}
