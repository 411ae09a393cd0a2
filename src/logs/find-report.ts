import { isReport, type Report, type Unreadable } from './report.js';
import { parseReportEvent } from './report-json.js';
import { parseReportLine } from './report-text.js';

/** `X-Amz-Log-Result` holds this much of the log's end; a tail that is nearly as long has lost its beginning. */
const TAIL_BYTES = 4096;
/** A multi-byte character or a whole line may be missing where AWS cuts. */
const NEARLY_FULL = TAIL_BYTES - 64;

/**
 * Finds the report of one invocation in its log: the tail that Invoke returns, or lines fetched from CloudWatch Logs.
 * Only a line for this request id counts: whatever the function prints itself, a REPORT for another id included, is not
 * its report. The last one wins, as AWS writes it when everything else is written.
 *
 * A tail begins anywhere: what stands in its first line may be the rest of a line and is read only when it is whole.
 * With JSON logs AWS may cut the report itself off, which the reason then says: it is to be fetched from the log group.
 */
export function findReport(log: string, requestId: string): Report | Unreadable {
  let unreadable: Unreadable | undefined;
  for (const line of log.split('\n').reverse()) {
    const found = readLine(line);
    if (found === undefined) continue;
    if (isReport(found)) {
      if (found.requestId !== requestId) continue;
      if (found.truncated !== true) return found;
      unreadable ??= { line, reason: 'the report is cut at its end' };
    } else if (line.includes(requestId)) {
      unreadable ??= found;
    }
  }
  // What the function itself has logged stays out of recordings: it may hold anything.
  return unreadable ?? { line: '', reason: absence(log) };
}

function absence(log: string): string {
  if (log === '') return 'no log tail was returned';
  if (Buffer.byteLength(log) < NEARLY_FULL) return 'the log tail holds no report for this request';
  const [first = ''] = log.split('\n');
  const within = first.startsWith('{') || !first.includes('"') ? '' : ', in the middle of a JSON line';
  return `the log tail was cut at 4 KB${within} and its report is not in it`;
}

function readLine(line: string): Report | Unreadable | undefined {
  if (line.startsWith('REPORT RequestId:')) return parseReportLine(line);
  if (line.startsWith('{') && line.includes('"platform.report"')) return parseReportEvent(line);
  return undefined;
}
