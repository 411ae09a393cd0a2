import { isReport, type Report, type Unreadable } from './report.js';
import { parseReportEvent } from './report-json.js';
import { parseReportLine } from './report-text.js';

/**
 * Finds the report of one invocation in its log: the tail that Invoke returns (at most the last 4 KB, so the first line
 * may begin in the middle of a word), or lines fetched from CloudWatch Logs. Only a line for this request id counts:
 * whatever the function prints itself, a REPORT for another id included, is not its report. The last one wins, as AWS
 * writes it when everything else is written.
 */
export function findReport(log: string, requestId: string): Report | Unreadable {
  let unreadable: Unreadable | undefined;
  for (const line of log.split('\n').reverse()) {
    const found = readLine(line);
    if (found === undefined) continue;
    if (isReport(found)) {
      if (found.requestId === requestId) return found;
    } else if (line.includes(requestId)) {
      unreadable ??= found;
    }
  }
  // What the function itself has logged stays out of recordings: it may hold anything.
  return unreadable ?? { line: '', reason: `the log holds no report for request ${requestId}` };
}

function readLine(line: string): Report | Unreadable | undefined {
  if (line.startsWith('REPORT RequestId:')) return parseReportLine(line);
  if (line.startsWith('{') && line.includes('"platform.report"')) return parseReportEvent(line);
  return undefined;
}
