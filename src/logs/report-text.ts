import type { Report, Unreadable } from './report.js';
import { REPORT_FIELD_NAMES, REPORT_FIELDS } from './report-fields.js';

/**
 * The REPORT line of CloudWatch Logs and of `X-Amz-Log-Result`:
 *
 *     REPORT RequestId: <id>\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 65 MB\t
 *
 * Fields are found by name, not by place: emulators print Init Duration first, the console puts each on a line of its
 * own, copies turn tabs into spaces, and an old emulator forgets the tab between two fields ("400 msMemory Size").
 */
const HEAD = /^REPORT RequestId:\s+(\S+)/;
const LABELS = REPORT_FIELD_NAMES.map((name) => REPORT_FIELDS[name].label).sort((a, b) => b.length - a.length);
/** A field begins after a tab or a newline, or after the unit of the one before it; "Runtime Duration" is none of them. */
const FIELD_START = String.raw`(?<=[\t\n]|\b(?:ms|MB)\s*|^REPORT RequestId:\s+\S+\s+)`;
/** The unit is part of the number: without it the number may be cut in the middle. */
const NUMBER = String.raw`(\d+(?:\.\d+)?) (ms|MB)(?=$|[\sA-Z])`;
const FIELD = new RegExp(`${FIELD_START}(${LABELS.join('|')}):\\s+${NUMBER}`, 'g');
const STATUS = /\sStatus:\s+(\w+)/;
const ERROR_TYPE = /\sError Type:\s+(\S+)/;

/** Reads one REPORT line. The X-Ray line, which AWS puts below it in the same event, may follow. */
export function parseReportLine(line: string): Report | Unreadable {
  const requestId = HEAD.exec(line)?.[1];
  if (requestId === undefined) return { line, reason: 'does not start with "REPORT RequestId: <id>"' };
  const printed = new Map<string, number>();
  for (const [, label = '', digits, unit] of line.matchAll(FIELD)) {
    const name = REPORT_FIELD_NAMES.find((it) => REPORT_FIELDS[it].label === label);
    if (name === undefined || REPORT_FIELDS[name].unit !== unit) return { line, reason: `${label} is not in ${unit}` };
    if (printed.has(name)) return { line, reason: `${label} stands twice` };
    printed.set(name, Number(digits));
  }
  const missing = REPORT_FIELD_NAMES.filter((name) => REPORT_FIELDS[name].required && !printed.has(name));
  if (missing.length > 0) {
    return { line, reason: `no readable ${missing.map((name) => REPORT_FIELDS[name].label).join(', ')}` };
  }
  const status = STATUS.exec(line)?.[1];
  const errorType = ERROR_TYPE.exec(line)?.[1];
  return {
    requestId,
    ...(Object.fromEntries(printed) as unknown as Omit<Report, 'requestId'>),
    ...(status === undefined ? {} : { status }),
    ...(errorType === undefined ? {} : { errorType }),
  };
}

/** Prints a report as AWS does, with the trailing tab and without the newline. `parseReportLine` reads it back. */
export function formatReport(report: Report): string {
  const numbers = REPORT_FIELD_NAMES.flatMap((name) => {
    const value = report[name];
    const { label, unit, decimals } = REPORT_FIELDS[name];
    return value === undefined ? [] : [`${label}: ${value.toFixed(decimals)} ${unit}`];
  });
  const status = report.status === undefined ? [] : [`Status: ${report.status}`];
  const errorType = report.errorType === undefined ? [] : [`Error Type: ${report.errorType}`];
  return `${[`REPORT RequestId: ${report.requestId}`, ...numbers, ...status, ...errorType].join('\t')}\t`;
}
