import { milliseconds } from '../units/index.js';
import { type Labels, labelledFields } from './labelled-fields.js';
import type { InitPhase, PlatformEvent } from './platform-event.js';
import type { Unreadable } from './report.js';
import { isReport } from './report.js';
import { AGENT_REPORT, isReportLine, parseReportLine } from './report-text.js';

type Read = PlatformEvent | Unreadable | undefined;
type Values = Readonly<Record<string, string>>;

const labels = (own: Labels): Labels => Object.assign(Object.create(null), own);
const ENDING: Labels = { Status: 'word', 'Error Type': 'word' };
const VERSIONS = labels({ 'Runtime Version': 'word', 'Runtime Version ARN': 'word' });

/** What a line of the platform begins with, and how it goes on. */
const LINES: readonly {
  readonly head: RegExp;
  readonly labels: Labels;
  readonly read: (values: Values) => PlatformEvent | string;
}[] = [
  {
    head: /^INIT_REPORT\s+(?=Init Duration:)/,
    labels: labels({ 'Init Duration': 'ms', Phase: 'word', ...ENDING }),
    read: (values) => {
      const phase = values.Phase;
      if (phase !== undefined && !isPhase(phase)) return `has an unknown Phase ${phase}`;
      if (values['Init Duration'] === undefined) return 'no readable Init Duration';
      const initDurationMs = milliseconds(Number(values['Init Duration']));
      return { kind: 'init-report', initDurationMs, ...(phase === undefined ? {} : { phase }), ...endingOf(values) };
    },
  },
  {
    head: /^RESTORE_REPORT\s+(?=(?:Restore Duration|Status):)/,
    labels: labels({ 'Restore Duration': 'ms', ...ENDING }),
    read: (values) => {
      const span = values['Restore Duration'];
      if (span === undefined && values.Status === undefined) return 'no readable Restore Duration';
      const restoreDurationMs = span === undefined ? {} : { restoreDurationMs: milliseconds(Number(span)) };
      return { kind: 'restore-report', ...restoreDurationMs, ...endingOf(values) };
    },
  },
  {
    head: /^INIT_START\s+(?=Runtime Version:)/,
    labels: VERSIONS,
    read: (values) => ({ kind: 'init-start', ...versionsOf(values) }),
  },
  {
    head: /^RESTORE_START\s+(?=Runtime Version:)/,
    labels: VERSIONS,
    read: (values) => ({ kind: 'restore-start', ...versionsOf(values) }),
  },
  {
    head: /^EXTENSION\s+(?=Name:)/,
    labels: labels({ Name: 'text', State: 'text', Events: 'list', 'Error Type': 'word' }),
    read: ({ Name: name, State: state, Events: events, 'Error Type': errorType }) =>
      name === undefined || state === undefined
        ? 'no readable Name or State'
        : { kind: 'extension', name, state, events: listOf(events), ...(errorType === undefined ? {} : { errorType }) },
  },
  {
    // The Logs API of 2020 wrote LOGS where the Telemetry API of 2022 writes TELEMETRY.
    head: /^(?:TELEMETRY|LOGS)\s+(?=Name:)/,
    labels: labels({ Name: 'text', State: 'text', Types: 'list' }),
    read: ({ Name: name, State: state, Types: types }) =>
      name === undefined || state === undefined
        ? 'no readable Name or State'
        : { kind: 'telemetry', name, state, types: listOf(types) },
  },
];

const START = /^START RequestId:\s+(\S+)\s+Version:\s+(\S+)\s*$/;
const END = /^END RequestId:\s+(\S+)\s*$/;
/** `2019-09-18T00:02:46.542Z <id> Task timed out after 5.01 seconds`; payloads have `RequestId: <id> Error: ` in front. */
const TIMED_OUT =
  /^(?:\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:?\d\d)\s)?(?:(?:RequestId: )?([\w-]+) )?(?:Error: )?Task timed out after (\d{1,6}(?:\.\d{1,3})?) seconds\s*$/;
const EXITED =
  /^RequestId: (\S+) (?:Error: (Runtime exited (?:with error: [^\n]*|without providing a reason))|(Process exited before completing request))(?:\s*$|\n)/;

/** One message of a text log. `undefined` means that the application, or another program, wrote it. */
export function parseTextMessage(text: string): Read {
  if (isReportLine(text)) return readReport(text);
  const start = START.exec(text);
  if (start !== null) return { kind: 'start', requestId: start[1] ?? '', version: start[2] ?? '' };
  const end = END.exec(text);
  if (end !== null) return { kind: 'end', requestId: end[1] ?? '' };
  const form = LINES.find(({ head }) => head.test(text));
  return form === undefined ? readTrouble(text) : readForm(text, form);
}

function readReport(text: string): Read {
  const report = parseReportLine(text);
  if (isReport(report)) return { kind: 'report', report };
  return report.reason === AGENT_REPORT ? undefined : report;
}

/** What is cut is not read at all: of an INIT_REPORT the end says whether the init has failed. */
function readForm(text: string, form: (typeof LINES)[number]): Read {
  const from = form.head.exec(text)?.[0].length ?? 0;
  const { fields, cut, wrong } = labelledFields(text, from, form.labels);
  if (cut) return { line: text, reason: 'is cut' };
  if (wrong !== undefined) return { line: text, reason: wrong };
  const values = Object.fromEntries(fields.map(({ label, value }) => [label, value]));
  if (Object.keys(values).length < fields.length) return { line: text, reason: 'has a field twice' };
  const event = form.read(values);
  return typeof event === 'string' ? { line: text, reason: event } : event;
}

function readTrouble(text: string): PlatformEvent | undefined {
  const timedOut = TIMED_OUT.exec(text);
  if (timedOut !== null) {
    const afterMs = milliseconds(Math.round(Number(timedOut[2]) * 1000));
    return { kind: 'timed-out', ...(timedOut[1] === undefined ? {} : { requestId: timedOut[1] }), afterMs };
  }
  const exited = EXITED.exec(text);
  if (exited === null) return undefined;
  return { kind: 'runtime-exited', requestId: exited[1] ?? '', reason: (exited[2] ?? exited[3] ?? '').trim() };
}

export const isPhase = (it: unknown): it is InitPhase => it === 'init' || it === 'invoke' || it === 'snap-start';

function endingOf({ Status: status, 'Error Type': errorType }: Values): { status?: string; errorType?: string } {
  return { ...(status === undefined ? {} : { status }), ...(errorType === undefined ? {} : { errorType }) };
}

function versionsOf({ 'Runtime Version': version, 'Runtime Version ARN': arn }: Values) {
  return {
    ...(version === undefined ? {} : { runtimeVersion: version }),
    ...(arn === undefined ? {} : { runtimeVersionArn: arn }),
  };
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((it) => it.trim())
    .filter((it) => it !== '');
