import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Invocable, runVisit, type Visit } from '../../src/load/index.js';
import { findReport, formatReport } from '../../src/logs/index.js';
import type { Measurement, RawInvocation } from '../../src/recording/index.js';
import { epochMilliseconds, megabytes, milliseconds } from '../../src/units/index.js';

const reportLine = (requestId: string, more: { initDurationMs?: number; errorType?: string; status?: string } = {}) =>
  formatReport({
    requestId,
    durationMs: milliseconds(10),
    billedDurationMs: milliseconds(10),
    memorySizeMB: megabytes(128),
    maxMemoryUsedMB: megabytes(60),
    ...(more.initDurationMs === undefined ? {} : { initDurationMs: milliseconds(more.initDurationMs) }),
    ...(more.status === undefined ? {} : { status: more.status }),
    ...(more.errorType === undefined ? {} : { errorType: more.errorType }),
  });

const answered = (
  requestId: string,
  parts: Partial<Extract<RawInvocation, { kind: 'answered' }>> = {},
): RawInvocation => ({
  kind: 'answered',
  requestId,
  latencyMs: milliseconds(11),
  logTail: `${reportLine(requestId)}\n`,
  payload: '1',
  ...parts,
});

function target(
  answer: (call: number) => RawInvocation,
  log = '',
): Invocable & { sent: string[]; mostInFlight: number } {
  let inFlight = 0;
  const fake = {
    sent: [] as string[],
    mostInFlight: 0,
    invoke: async (payload: string) => {
      fake.sent.push(payload);
      fake.mostInFlight = Math.max(fake.mostInFlight, ++inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight--;
      return answer(fake.sent.length - 1);
    },
    fetchReport: async (requestId: string) => findReport(log, requestId),
  };
  return fake;
}

const payloads = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `p${index}`, body: `${index}` }));
const visitOf = (parts: Partial<Visit> = {}): Visit => ({
  block: 2,
  memorySizeMB: megabytes(128),
  architecture: 'x86_64',
  payloads: payloads(4),
  concurrency: 1,
  ...parts,
});

async function run(fake: Invocable, visit = visitOf(), signal = new AbortController().signal): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  await runVisit(fake, visit, {
    signal,
    now: () => epochMilliseconds(5),
    onMeasurement: (it) => measurements.push(it),
  });
  return measurements;
}

test('means the first invocation to be cold and the others warm, and says what became of each', async () => {
  const measurements = await run(target((call) => answered(`r${call}`)));
  assert.deepEqual(
    measurements.map(({ intended, payload, outcome, block }) => [intended, payload, outcome.kind, block]),
    [
      ['cold', 'p0', 'completed', 2],
      ['warm', 'p1', 'completed', 2],
      ['warm', 'p2', 'completed', 2],
      ['warm', 'p3', 'completed', 2],
    ],
  );
});

test('takes the warm ones only after the cold one has reported, then as many at a time as asked', async () => {
  const fake = target((call) => answered(`r${call}`));
  await run(fake, visitOf({ payloads: payloads(7), concurrency: 3 }));
  assert.equal(fake.mostInFlight, 3);
  assert.equal(fake.sent.length, 7);
});

test('starts as many environments cold as are invoked at a time, before any warm one', async () => {
  const fake = target((call) => answered(`r${call}`));
  const measurements = await run(fake, visitOf({ payloads: payloads(9), concurrency: 3 }));
  assert.deepEqual(
    measurements.map(({ intended }) => intended),
    ['cold', 'cold', 'cold', 'warm', 'warm', 'warm', 'warm', 'warm', 'warm'],
  );
});

test('leaves a size that fails twice in a row, and after one timeout', async () => {
  const crash = {
    functionError: 'Unhandled',
    payload: '{"errorType":"Runtime.ExitError","errorMessage":"exit status 1"}',
  };
  const crashed = await run(target((call) => answered(`r${call}`, crash)));
  assert.deepEqual(
    crashed.map(({ outcome }) => outcome.kind),
    ['function-error', 'function-error'],
  );
  const late = {
    functionError: 'Unhandled',
    payload: '{"errorMessage":"RequestId: r0 Error: Task timed out after 3.00 seconds"}',
  };
  const timedOut = await run(target((call) => answered(`r${call}`, late)));
  assert.deepEqual(
    timedOut.map(({ outcome }) => outcome.kind),
    ['timed-out'],
  );
});

test("takes the cause from the report where the payload's error type is vaguer", async () => {
  const killed = (call: number) =>
    answered(`r${call}`, {
      functionError: 'Unhandled',
      payload:
        '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: r Error: Runtime exited with error: signal: killed"}',
      logTail: reportLine(`r${call}`, { status: 'error', errorType: 'Runtime.OutOfMemory' }),
    });
  const [first] = await run(target(killed));
  assert.ok(first?.outcome.kind === 'function-error');
  assert.equal(first.outcome.errorType, 'Runtime.OutOfMemory');
  assert.equal(first.outcome.report?.durationMs, 10);
});

test('fetches the report from the log group when the tail has none', async () => {
  const [first] = await run(target((call) => answered(`r${call}`, { logTail: 'noise' }), reportLine('r0')));
  assert.equal(first?.outcome.kind, 'completed');
});

test('an invocation without any report is unreadable, not zero', async () => {
  const [first] = await run(target((call) => answered(`r${call}`, { logTail: 'noise' })));
  assert.ok(first?.outcome.kind === 'unreadable');
  assert.match(first.outcome.reason, /no report/);
});

test('account ids do not get into an error message', async () => {
  const denied = {
    functionError: 'Unhandled',
    payload: '{"errorType":"AccessDenied","errorMessage":"no access to arn:aws:sqs:us-east-1:123456789012:queue"}',
  };
  const [first] = await run(target((call) => answered(`r${call}`, denied)));
  assert.ok(first?.outcome.kind === 'function-error');
  assert.equal(first.outcome.message, 'no access to arn:aws:sqs:us-east-1:<account>:queue');
});

/** What became of four invocations of which the second is under way when the run is ended. */
async function endedIn(second: RawInvocation, now?: () => number): Promise<Measurement[]> {
  const abort = new AbortController();
  const fake = target((call) => {
    if (call === 1) abort.abort();
    return call === 1 ? second : answered(`r${call}`);
  });
  const measurements: Measurement[] = [];
  const clock = now ?? (() => 5);
  await runVisit(fake, visitOf(), {
    signal: abort.signal,
    now: () => epochMilliseconds(clock()),
    onMeasurement: (it) => measurements.push(it),
  });
  return measurements;
}

test('an abort ends the visit, and what is under way then is open: neither lost nor a failure', async () => {
  let now = 0;
  const aborted: RawInvocation = { kind: 'unreachable', message: 'AbortError: Request aborted' };
  const measurements = await endedIn(aborted, () => {
    now += 40;
    return now;
  });
  assert.deepEqual(
    measurements.map(({ payload, outcome }) => [payload, outcome.kind]),
    [
      ['p0', 'completed'],
      ['p1', 'open'],
    ],
  );
  assert.deepEqual(measurements[1]?.outcome, { kind: 'open', waitedMs: 40 });
});

test('an answer that is there when the run is ended is what it is, and open where its report is missing', async () => {
  const kinds = async (raw: RawInvocation) => (await endedIn(raw)).map(({ outcome }) => outcome.kind);
  assert.deepEqual(await kinds(answered('r1')), ['completed', 'completed']);
  assert.deepEqual(await kinds({ kind: 'throttled', message: 'rate exceeded' }), ['completed', 'throttled']);
  assert.deepEqual(await kinds(answered('r1', { logTail: '' })), ['completed', 'open']);
});

test('of an event its report says whether it was done, failed or timed out, and there is no latency', async () => {
  const sentAt = epochMilliseconds(1);
  const statuses = { r0: undefined, r1: 'timeout', r2: 'error', r3: 'success' };
  const log = Object.entries(statuses).map(([id, status]) => reportLine(id, status === undefined ? {} : { status }));
  const outcomes = [];
  for (const requestId of Object.keys(statuses)) {
    const fake = target(() => ({ kind: 'accepted', requestId, sentAt }), log.join('\n'));
    outcomes.push(...(await run(fake, visitOf({ payloads: payloads(1), way: 'asynchronous' }))));
  }
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome.kind),
    ['completed', 'timed-out', 'function-error', 'completed'],
  );
  assert.ok(outcomes.every(({ outcome }) => !('latencyMs' in outcome)));
});

test('an event whose report never came is counted, with the reason', async () => {
  const fake = target(() => ({ kind: 'accepted', requestId: 'gone', sentAt: epochMilliseconds(1) }));
  const [measurement] = await run(fake, visitOf({ payloads: payloads(1), way: 'asynchronous' }));
  assert.equal(measurement?.outcome.kind, 'unreadable');
});
