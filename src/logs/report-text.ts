import { type Field, labelledFields } from './labelled-fields.js';
import type { Report, Unreadable } from './report.js';
import { type NumberField, REPORT_FIELD_NAMES, REPORT_FIELDS, REPORT_LABELS } from './report-fields.js';

/** Where the fields begin. A copy may have lost its request id, label and all. */
const HEAD = /^REPORT\s+(?=(?:RequestId|Duration|Init Duration):(?:\s|$))/;
/** Fields that the Datadog extension writes into the REPORT lines it makes itself (its source, read 2026-11). */
const AGENT_LABELS = ['Runtime Duration', 'Post Runtime Duration'];
/** AWS prints these; what a status is cut down to is none of them. */
const STATUSES = ['timeout', 'error', 'success', 'failure'];
const BY_LABEL = new Map(REPORT_FIELD_NAMES.map((name) => [REPORT_FIELDS[name].label, name]));

/** A REPORT line that a monitoring agent has made out of AWS's, with figures of its own. */
export const AGENT_REPORT = "is a monitoring agent's report, not AWS's";

/** Whether it should be a REPORT line at all, readable or not. */
export const isReportLine = (line: string): boolean => line.startsWith('REPORT') && HEAD.test(line);

/**
 * Reads one REPORT line of CloudWatch Logs or `X-Amz-Log-Result`, and the X-Ray line, which AWS puts below it in the same
 * event:
 *
 *     REPORT RequestId: <id>\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 65 MB\t
 *
 * Fields are found by name, not by place: emulators print Init Duration first, and an old custom runtime did.
 *
 * Only Lambda Managed Instances' reports have a Duration and nothing else: the emulator of AWS ends such a line right
 * behind the unit, without a tab. A cut can fall there too; then the Duration is still the one that was printed, and a
 * `LogReader`, which sees how START was written and whether the line was ended, tells the two apart.
 */
export function parseReportLine(line: string): Report | Unreadable {
  const head = HEAD.exec(line);
  if (head === null) return { line, reason: 'does not start with "REPORT RequestId: <id>"' };
  const { fields, cut, wrong } = labelledFields(line, head[0].length, REPORT_LABELS);
  if (fields.some(({ label }) => AGENT_LABELS.includes(label))) return { line, reason: AGENT_REPORT };
  if (wrong !== undefined && !cut) return { line, reason: wrong };
  const twice = firstTwice(fields.map(({ label }) => label));
  if (twice !== undefined) return { line, reason: `${twice} stands twice` };
  const missing = missingOf(fields);
  if (missing.length > 0 && (cut || !isDurationAlone(line, fields))) {
    return { line, reason: `no readable ${missing.map((name) => REPORT_FIELDS[name].label).join(', ')}` };
  }
  return reportOf(fields, cut) ?? { line, reason: `Status is none of ${STATUSES.join(', ')}` };
}

const missingOf = (fields: readonly Field[]): NumberField[] =>
  REPORT_FIELD_NAMES.filter(
    (name) => REPORT_FIELDS[name].required && !fields.some(({ label }) => label === REPORT_FIELDS[name].label),
  );

function firstTwice(labels: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return labels.find((label) => seen.size === seen.add(label).size);
}

/** The one-field report of Managed Instances, exactly as their emulator prints it. */
const isDurationAlone = (line: string, fields: readonly Field[]): boolean =>
  fields.length === 2 &&
  fields[0]?.label === 'RequestId' &&
  /\tDuration: \d+(?:\.\d+)? ms\r?\n?$/.test(line.slice(-64));

/** The report, or nothing when its status is a word that AWS does not print. */
function reportOf(fields: readonly Field[], cut: boolean): Report | undefined {
  const report: Record<string, unknown> = {};
  let truncated = cut;
  const other: Record<string, string> = {};
  for (const { label, value, atEnd } of fields) {
    const name = BY_LABEL.get(label);
    if (name !== undefined) report[name] = Number(value);
    else if (label === 'RequestId') Object.assign(report, idOf(value));
    else if (label === 'Status') {
      if (STATUSES.includes(value)) report.status = value;
      else if (atEnd && STATUSES.some((status) => status.startsWith(value))) truncated = true;
      else return undefined;
    } else if (label === 'Error Type') report.errorType = value;
    else if (label in REPORT_LABELS) Object.assign(report, xrayOf(label, value, atEnd));
    else other[label] = value;
  }
  if (truncated) report.truncated = true;
  if (Object.keys(other).length > 0) report.other = other;
  return report as unknown as Report;
}

/** Redacted and shortened ids (`<guid>`, `f8ac1208...`) name no request. */
const idOf = (value: string): { requestId?: string } => (/^[\w-]*\w[\w-]*$/.test(value) ? { requestId: value } : {});

const XRAY_LENGTHS: Readonly<Record<string, number>> = { 'XRAY TraceId': 35, SegmentId: 16 };

/** An id that is cut names no trace: where nothing stands behind it, it must be as long as ids are. */
function xrayOf(label: string, value: string, atEnd: boolean): Partial<Report> {
  if (label === 'Sampled') return value === 'true' || value === 'false' ? { xraySampled: value === 'true' } : {};
  if (atEnd && value.length !== XRAY_LENGTHS[label]) return {};
  return label === 'SegmentId' ? { xraySegmentId: value } : { xrayTraceId: value };
}

/** Prints a report as AWS does, with the trailing tab and without the newline. `parseReportLine` reads it back. */
export function formatReport(report: Report): string {
  const numbers = REPORT_FIELD_NAMES.flatMap((name) => {
    const value = report[name];
    const { label, unit, decimals } = REPORT_FIELDS[name];
    return value === undefined ? [] : [`${label}: ${value.toFixed(decimals)} ${unit}`];
  });
  const head = report.requestId === undefined ? 'REPORT' : `REPORT RequestId: ${report.requestId}`;
  const other = Object.entries(report.other ?? {}).map(([label, value]) => `${label}: ${value}`);
  const status = report.status === undefined ? [] : [`Status: ${report.status}`];
  const errorType = report.errorType === undefined ? [] : [`Error Type: ${report.errorType}`];
  if (report.billedDurationMs === undefined) return [head, ...numbers].join('\t');
  return `${[head, ...numbers, ...other, ...status, ...errorType].join('\t')}\t${formatXray(report)}`;
}

function formatXray({ xrayTraceId, xraySegmentId, xraySampled }: Report): string {
  if (xrayTraceId === undefined) return '';
  const segment = xraySegmentId === undefined ? '' : `SegmentId: ${xraySegmentId}\t`;
  const sampled = xraySampled === undefined ? '' : `Sampled: ${xraySampled}\t`;
  return `\nXRAY TraceId: ${xrayTraceId}\t${segment}${sampled}`;
}
