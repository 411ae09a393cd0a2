import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Invocable, type InvocationHooks, runVisit } from '../../src/load/index.js';
import { findReport, formatReport } from '../../src/logs/index.js';
import type { Measurement, RawInvocation } from '../../src/recording/index.js';
import { epochMilliseconds, megabytes, milliseconds } from '../../src/units/index.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function answered(requestId: string, errorType?: string): RawInvocation {
  const logTail = formatReport({
    requestId,
    durationMs: milliseconds(10),
    billedDurationMs: milliseconds(10),
    memorySizeMB: megabytes(128),
    maxMemoryUsedMB: megabytes(60),
  });
  const answer = { kind: 'answered', requestId, latencyMs: milliseconds(11), logTail: `${logTail}\n` } as const;
  if (errorType === undefined) return { ...answer, payload: '"done"' };
  return { ...answer, functionError: 'Unhandled', payload: JSON.stringify({ errorType, errorMessage: 'no' }) };
}

interface Asked {
  readonly hooks?: InvocationHooks;
  readonly errorType?: string;
  readonly allowedErrors?: readonly string[];
  readonly count?: number;
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  readonly onInvoke?: (body: string) => void;
}

async function visit(asked: Asked): Promise<Measurement[]> {
  const { signal = new AbortController().signal, count = 4, concurrency = 1, hooks, allowedErrors = [] } = asked;
  const measurements: Measurement[] = [];
  let calls = 0;
  const fake: Invocable = {
    invoke: async (body) => {
      asked.onInvoke?.(body);
      await turn();
      return answered(`r${calls++}`, asked.errorType);
    },
    fetchReport: async (requestId) => findReport('', requestId),
  };
  const payloads = Array.from({ length: count }, (_, index) => ({ name: `p${index}`, body: `${index}` }));
  const where = { block: 0, memorySizeMB: megabytes(128), architecture: 'x86_64' } as const;
  await runVisit(
    fake,
    { ...where, payloads, concurrency, allowedErrors },
    {
      signal,
      now: () => epochMilliseconds(5),
      ...(hooks === undefined ? {} : { hooks }),
      onMeasurement: (it) => measurements.push(it),
    },
  );
  return measurements;
}

const kinds = (measurements: readonly Measurement[]) => measurements.map(({ outcome }) => outcome.kind);

test('runs the hooks around each invocation, and sends what the one before gives', async () => {
  const done: string[] = [];
  const hooks: InvocationHooks = {
    before: async ({ payload, intended }) => {
      done.push(`before ${payload.name} ${intended}`);
      return { body: `${payload.body}0` };
    },
    after: async ({ payload }, raw) => {
      done.push(`after ${payload.name} ${raw?.kind === 'answered' ? raw.payload : ''}`);
    },
  };
  const measurements = await visit({ hooks, count: 2, onInvoke: (body) => done.push(`sent ${body}`) });
  assert.deepEqual(done, [
    ...['before p0 cold', 'sent 00', 'after p0 "done"'],
    ...['before p1 warm', 'sent 10', 'after p1 "done"'],
  ]);
  assert.deepEqual(kinds(measurements), ['completed', 'completed']);
});

test('sends all that are to start cold at once, only when the hook before each of them is done', async () => {
  const order: string[] = [];
  let running = 0;
  const hooks: InvocationHooks = {
    before: async ({ payload }) => {
      for (let turns = running++; turns >= 0; turns--) await turn();
      order.push('before');
      return { body: payload.body };
    },
    after: async () => {},
  };
  await visit({ hooks, count: 3, concurrency: 3, onInvoke: () => order.push('sent') });
  assert.deepEqual(order, ['before', 'before', 'before', 'sent', 'sent', 'sent']);
});

test('does not send an invocation whose hook before failed, says so, and does not leave the size for it', async () => {
  let afters = 0;
  const hooks: InvocationHooks = {
    before: async () => ({ failed: 'exit code 3' }),
    after: async () => {
      afters += 1;
    },
  };
  const measurements = await visit({ hooks, onInvoke: () => assert.fail('it was sent') });
  assert.deepEqual(kinds(measurements), ['hook-failed', 'hook-failed', 'hook-failed', 'hook-failed']);
  assert.deepEqual(measurements[0]?.outcome, { kind: 'hook-failed', message: 'exit code 3' });
  assert.equal(afters, 0);
});

test('has written down what was measured before the hook after it begins', async () => {
  const seen: number[] = [];
  const measurements: Measurement[] = [];
  const hooks: InvocationHooks = {
    before: async ({ payload }) => ({ body: payload.body }),
    after: async () => void seen.push(measurements.length),
  };
  await runVisit(
    { invoke: async () => answered('r'), fetchReport: async (requestId) => findReport('', requestId) },
    {
      ...{ block: 0, memorySizeMB: megabytes(128), architecture: 'x86_64', concurrency: 1 },
      payloads: [{ name: 'p', body: '1' }],
    },
    { signal: new AbortController().signal, hooks, onMeasurement: (it) => measurements.push(it) },
  );
  assert.deepEqual(seen, [1]);
});

test('runs the hook after also where the run is ended, or the invocation throws', async () => {
  const control = new AbortController();
  const outcomes: (string | undefined)[] = [];
  const hooks: InvocationHooks = {
    before: async ({ payload }) => ({ body: payload.body }),
    after: async (_, raw) => void outcomes.push(raw?.kind),
  };
  const ended = await visit({ hooks, signal: control.signal, onInvoke: () => control.abort() });
  assert.deepEqual(kinds(ended), ['completed']);
  const refused = visit({
    hooks,
    concurrency: 2,
    onInvoke: (body) => {
      if (body === '0') throw new Error('denied');
    },
  });
  await assert.rejects(refused, /denied/);
  assert.deepEqual(outcomes, ['answered', undefined, 'answered']);
});

test('an error that is allowed is an answer like any other, and says what it was', async () => {
  const measurements = await visit({ errorType: 'NoSuchOrder', allowedErrors: ['Other', 'NoSuchOrder'] });
  assert.deepEqual(kinds(measurements), ['completed', 'completed', 'completed', 'completed']);
  const [first] = measurements;
  assert.ok(first?.outcome.kind === 'completed');
  assert.deepEqual([first.outcome.allowedError, first.outcome.report.durationMs], ['NoSuchOrder', 10]);
  assert.deepEqual(kinds(await visit({ errorType: 'NoSuchOrder', allowedErrors: ['Other'] })), [
    'function-error',
    'function-error',
  ]);
});
