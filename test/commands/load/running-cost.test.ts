import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LetIn } from '../../../src/commands/load/let-in.js';
import { RunningCost } from '../../../src/commands/load/running-cost.js';
import { invocationPrice } from '../../../src/commands/spending/invocation-price.js';
import { billOnDemand, bookFor } from '../../../src/pricing/index.js';
import type { LoadRequest, RequestOutcome } from '../../../src/recording/index.js';
import type { LoadScenario } from '../../../src/scenario/index.js';
import { megabytes, milliseconds } from '../../../src/units/index.js';

const shape = { memorySizeMB: megabytes(1024), architecture: 'arm64', ephemeralStorageMB: megabytes(2048) } as const;
const book = bookFor('us-east-1', '2026-11-01');
const request = (outcome: RequestOutcome, latencyMs = 100): LoadRequest => ({
  ...{ type: 'request', arm: 0, phase: 0, dueMs: milliseconds(0), sentMs: milliseconds(0), outcome },
  latencyMs: milliseconds(latencyMs),
});
const report = (billed: number) => ({
  requestId: 'x',
  durationMs: milliseconds(billed),
  billedDurationMs: milliseconds(billed),
  memorySizeMB: megabytes(1024),
  maxMemoryUsedMB: megabytes(50),
});

test('counts what the bill will, by reports', () => {
  const cost = new RunningCost([invocationPrice(book, shape)]);
  cost.add([12, 30, 400].map((ms) => request({ kind: 'answered', status: 200, report: report(ms) })));
  const bill = billOnDemand(book, { ...shape, requests: 3, billedMs: milliseconds(442) });
  assert.ok(Math.abs(cost.usd - bill.totalUsd) < 1e-15, `${cost.usd}, ${bill.totalUsd}`);
});

test('takes the latency where the report has not come, and nothing where nothing has run', () => {
  const cost = new RunningCost([invocationPrice(book, shape)]);
  cost.add([
    request({ kind: 'throttled', status: 429 }),
    request({ kind: 'connection-failed', error: 'ECONNREFUSED' }),
  ]);
  assert.equal(cost.usd, 0);
  cost.add([request({ kind: 'answered', status: 200 }, 99.2), request({ kind: 'client-timeout' }, 500)]);
  const bill = billOnDemand(book, { ...shape, requests: 2, billedMs: milliseconds(600) });
  assert.ok(Math.abs(cost.usd - bill.totalUsd) < 1e-15);
});

test('each function of a mix has its own price', () => {
  const [dear, cheap] = [
    { usdPerRequest: 1, usdPerMs: 0 },
    { usdPerRequest: 0.25, usdPerMs: 0 },
  ] as const;
  const cost = new RunningCost([dear, cheap]);
  const answered = request({ kind: 'answered', status: 200 });
  cost.add([
    { ...answered, function: 1 },
    { ...answered, function: 0 },
    { ...answered, function: 1 },
  ]);
  assert.equal(cost.usd, 1.5);
});

const via = (kind: 'invoke' | 'url'): LoadScenario => ({ load: { via: { kind } } }) as unknown as LoadScenario;
const denied = request({ kind: 'http-error', status: 403, errorType: 'AccessDeniedException' });
const denials = (count: number) => Array<LoadRequest>(count).fill(denied);

test('Invoke that has let nobody in ten times lets nobody in', () => {
  const letIn = new LetIn(via('invoke'));
  letIn.check(denials(9));
  assert.throws(() => letIn.check(denials(1)), /AWS denies lambda:InvokeFunction/);
  new LetIn(via('url')).check(denials(100));
});

test('whoever got in once may be refused for a moment, and is not for longer', () => {
  const letIn = new LetIn(via('invoke'));
  const expired = request({ kind: 'http-error', status: 403, errorType: 'ExpiredTokenException' });
  const at = (ms: number): LoadRequest => ({ ...expired, sentMs: milliseconds(ms) });
  letIn.check([...denials(9), request({ kind: 'answered', status: 200 })]);
  letIn.check(Array.from({ length: 290 }, (_, index) => at(1000 + 10 * index)));
  letIn.check([request({ kind: 'answered', status: 200 })]);
  letIn.check(Array.from({ length: 290 }, (_, index) => at(5000 + 10 * index)));
  assert.throws(() => letIn.check([at(8000)]), /the AWS credentials have expired/);
});
