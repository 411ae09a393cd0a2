/** One line of each shape that the platform writes or that copies of it have, made up, with what is to be read. */
export interface Shape {
  readonly name: string;
  readonly line: string;
  readonly event: Readonly<Record<string, unknown>>;
}

export const ID = '8f5a2b1c-93d4-4e6f-a7b8-c9d0e1f2a3b4';
const TRACE = '1-6a507b87-0cc4438344b48ef127ab1931';
const FIGURES = { durationMs: 12.34, billedDurationMs: 13, memorySizeMB: 512, maxMemoryUsedMB: 77 };
const WARM = { requestId: ID, ...FIGURES };
const FIELDS = ['Duration: 12.34 ms', 'Billed Duration: 13 ms', 'Memory Size: 512 MB', 'Max Memory Used: 77 MB'];
const LINE = [`REPORT RequestId: ${ID}`, ...FIELDS, ''].join('\t');
const XRAY = `XRAY TraceId: ${TRACE}\tSegmentId: d0025b207c551fde\tSampled: true`;
const TRACED = { ...WARM, xrayTraceId: TRACE, xraySegmentId: 'd0025b207c551fde', xraySampled: true };

const report = (name: string, line: string, read: Readonly<Record<string, unknown>>): Shape => ({
  name,
  line,
  event: { kind: 'report', report: read },
});

const { requestId: _, ...NAMELESS } = WARM;
const INIT = { ...WARM, initDurationMs: 140.99 };

export const REPORTS: readonly Shape[] = [
  report('warm', LINE, WARM),
  report('without the trailing tab', LINE.trimEnd(), WARM),
  report('with a newline', `${LINE}\n`, WARM),
  report('cold', `${LINE}Init Duration: 140.99 ms\t`, INIT),
  report('SnapStart', `${LINE}Restore Duration: 511.25 ms\tBilled Restore Duration: 303 ms\t`, {
    ...WARM,
    restoreDurationMs: 511.25,
    billedRestoreDurationMs: 303,
  }),
  report('timeout', `${LINE}Status: timeout`, { ...WARM, status: 'timeout' }),
  report('error', `${LINE}Init Duration: 140.99 ms\tStatus: error\tError Type: Runtime.OutOfMemory`, {
    ...INIT,
    status: 'error',
    errorType: 'Runtime.OutOfMemory',
  }),
  report('X-Ray on the second line', `${LINE}\n${XRAY}\t\n\n`, TRACED),
  report('X-Ray behind a tab', `${LINE}${XRAY}`, TRACED),
  report('space before the tab, 2015 to 2020', LINE.replace('13 ms\t', '13 ms \t'), WARM),
  report('spaces for tabs', LINE.replaceAll('\t', ' ').trimEnd(), WARM),
  report('many spaces for tabs', LINE.replaceAll('\t', '      '), WARM),
  report('a line a field', LINE.replaceAll('\t', '\n'), WARM),
  report('wrapped within a field', LINE.replaceAll('\t', ' ').replace('Billed Duration', 'Billed\n  Duration'), WARM),
  report('wrapped before a unit', LINE.replace('512 MB', '512\nMB'), WARM),
  report('no decimals', LINE.replace('12.34', '12'), { ...WARM, durationMs: 12 }),
  report('Init Duration first', LINE.replace('\tDuration', '\tInit Duration: 140.99 ms\tDuration'), INIT),
  report('no separator', LINE.replace('13 ms\tMemory', '13 msMemory'), WARM),
  report('other order', ['REPORT RequestId: XXX', ...[...FIELDS].reverse()].join('\t'), { ...WARM, requestId: 'XXX' }),
  report('short id', LINE.replace(ID, '1c2d'), { ...WARM, requestId: '1c2d' }),
  report('elided id', LINE.replace(ID, '8f5a2b1c...'), NAMELESS),
  report('redacted id', LINE.replace(ID, '<guid>'), NAMELESS),
  report('id lost', LINE.replace(` ${ID}`, '').replaceAll('\t', ' '), NAMELESS),
  report('id lost, Init Duration first', `REPORT RequestId: Init Duration: 140.99 ms ${FIELDS.join(' ')}`, {
    ...NAMELESS,
    initDurationMs: 140.99,
  }),
  report('label and id lost', LINE.replace(`RequestId: ${ID}\t`, ''), NAMELESS),
  report('Managed Instances in their emulator', `REPORT RequestId: ${ID}\tDuration: 1.15 ms`, {
    requestId: ID,
    durationMs: 1.15,
  }),
  report('cut in a number', `${LINE}Init Duration: 54`, { ...WARM, truncated: true }),
  report('cut in a label', `${LINE}Init Du`, { ...WARM, truncated: true }),
  report('cut in a status', `${LINE}Status: tim`, { ...WARM, truncated: true }),
  report('unknown fields', `${LINE}Tenant Duration: 7.00 ms\tPlacement: host a1\t`, {
    ...WARM,
    other: { 'Tenant Duration': '7.00 ms', Placement: 'host a1' },
  }),
];

export const OTHER_LINES: readonly Shape[] = [
  {
    name: 'START',
    line: `START RequestId: ${ID} Version: $LATEST\n`,
    event: { kind: 'start', requestId: ID, version: '$LATEST' },
  },
  {
    name: 'START with a tab',
    line: `START RequestId: ${ID}\tVersion: 7`,
    event: { kind: 'start', requestId: ID, version: '7' },
  },
  { name: 'END', line: `END RequestId: ${ID}\n`, event: { kind: 'end', requestId: ID } },
  {
    name: 'INIT_REPORT',
    line: 'INIT_REPORT Init Duration: 9999.81 ms\tPhase: init\tStatus: timeout',
    event: { kind: 'init-report', initDurationMs: 9999.81, phase: 'init', status: 'timeout' },
  },
  {
    name: 'INIT_REPORT with spaces',
    line: 'INIT_REPORT Init Duration: 4.87 ms  Phase: invoke   Status: error   Error Type: Runtime.ExitError',
    event: {
      kind: 'init-report',
      initDurationMs: 4.87,
      phase: 'invoke',
      status: 'error',
      errorType: 'Runtime.ExitError',
    },
  },
  {
    name: 'INIT_REPORT of a success',
    line: 'INIT_REPORT Init Duration: 908.09 ms\n',
    event: { kind: 'init-report', initDurationMs: 908.09 },
  },
  {
    name: 'RESTORE_REPORT',
    line: 'RESTORE_REPORT Restore Duration: 511.25 ms Status: error Error Type: Runtime.ExitError',
    event: { kind: 'restore-report', restoreDurationMs: 511.25, status: 'error', errorType: 'Runtime.ExitError' },
  },
  ...(['INIT_START', 'RESTORE_START'] as const).map((head) => ({
    name: head,
    line: `${head} Runtime Version: nodejs:22.v81\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:07a4\n`,
    event: {
      kind: head === 'INIT_START' ? 'init-start' : 'restore-start',
      runtimeVersion: 'nodejs:22.v81',
      runtimeVersionArn: 'arn:aws:lambda:eu-west-1::runtime:07a4',
    },
  })),
  {
    name: 'EXTENSION',
    line: 'EXTENSION\tName: agent\tState: Ready\tEvents: [INVOKE, SHUTDOWN]',
    event: { kind: 'extension', name: 'agent', state: 'Ready', events: ['INVOKE', 'SHUTDOWN'] },
  },
  {
    name: 'EXTENSION that does not start, with spaces',
    line: 'EXTENSION Name: my-agent  State: LaunchError  Events: []  Error Type: PermissionDenied',
    event: { kind: 'extension', name: 'my-agent', state: 'LaunchError', events: [], errorType: 'PermissionDenied' },
  },
  ...['TELEMETRY', 'LOGS'].map((head) => ({
    name: head,
    line: `${head}\tName: agent\tState: Subscribed\tTypes: [Platform, Function, Extension]`,
    event: { kind: 'telemetry', name: 'agent', state: 'Subscribed', types: ['Platform', 'Function', 'Extension'] },
  })),
  {
    name: 'TELEMETRY of an agent that asks twice',
    line: 'TELEMETRY Name: agent State: Already subscribed Types: [Platform]',
    event: { kind: 'telemetry', name: 'agent', state: 'Already subscribed', types: ['Platform'] },
  },
  {
    name: 'a timeout',
    line: `2026-11-01T10:00:03.002Z ${ID} Task timed out after 3.00 seconds\n\n`,
    event: { kind: 'timed-out', requestId: ID, afterMs: 3000 },
  },
  {
    name: 'a killed runtime',
    line: `RequestId: ${ID} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`,
    event: { kind: 'runtime-exited', requestId: ID, reason: 'Runtime exited with error: signal: killed' },
  },
  {
    name: 'a runtime that left',
    line: `RequestId: ${ID} Error: Runtime exited without providing a reason\nRuntime.ExitError`,
    event: { kind: 'runtime-exited', requestId: ID, reason: 'Runtime exited without providing a reason' },
  },
  {
    name: 'a process that left',
    line: `RequestId: ${ID} Process exited before completing request\n`,
    event: { kind: 'runtime-exited', requestId: ID, reason: 'Process exited before completing request' },
  },
];
