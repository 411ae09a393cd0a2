import assert from 'node:assert/strict';
import { test } from 'node:test';
import { THRESHOLD_METRICS } from '../../../src/scenario/index.js';
import { CODE, POISSON, problemsOf, readText } from './files.js';

const thresholdsOf = async (text: string, threshold?: string) =>
  (await readText(`${CODE}${POISSON}thresholds: ${text}\n`, { threshold })).load.thresholds;

const limitOf = async (text: string) => (await thresholdsOf(text))[0]?.limit;

test('reads limits in the unit of their metric', async () => {
  assert.deepEqual(await thresholdsOf('{ p99Latency: <300ms, coldShare: <1%, errors: <=0.1%, costPerMillion: <$2 }'), [
    { metric: 'p99Latency', comparison: '<', limit: 300, text: 'p99Latency: <300ms' },
    { metric: 'coldShare', comparison: '<', limit: 0.01, text: 'coldShare: <1%' },
    { metric: 'errors', comparison: '<=', limit: 0.001, text: 'errors: <=0.1%' },
    { metric: 'costPerMillion', comparison: '<', limit: 2, text: 'costPerMillion: <$2' },
  ]);
  assert.equal(await limitOf('{ p999Latency: "< 1.5 s" }'), 1500);
  assert.equal(await limitOf('{ p50Duration: <20 }'), 20);
  assert.equal(await limitOf('{ throttles: <=0 }'), 0);
  assert.equal(await limitOf('{ costPerHour: <0.35USD }'), 0.35);
  assert.equal(await limitOf('{ maxMemoryUsed: <400MB }'), 400);
});

test('reports all that is wrong with thresholds at once', async () => {
  const text =
    '{ p99Latency: 300ms, p90Latency: <1%, errors: <5, costPerMillion: <2ms, p99latency: <1s, coldShare: 3 }';
  assert.deepEqual(await problemsOf(`${CODE}${POISSON}thresholds: ${text}\n`), [
    'thresholds.p99Latency: got "300ms"; expected a limit, such as <300ms or <=1.5s',
    'thresholds.p90Latency: got "<1%"; expected a limit, such as <300ms or <=1.5s',
    'thresholds.errors: got "<5"; expected a share, such as <1% or <=0.01',
    'thresholds.costPerMillion: got "<2ms"; expected US dollars, such as <$2',
    `thresholds.p99latency: unknown key; expected one of ${THRESHOLD_METRICS.join(', ')} (did you mean p99Latency?)`,
    'thresholds.coldShare: got 3; expected a share, such as <1% or <=0.01',
  ]);
  assert.deepEqual(await problemsOf(`${CODE}${POISSON}thresholds: p99Latency<300ms\n`), [
    'thresholds: got "p99Latency<300ms"; expected a map from metrics to limits, such as {p99Latency: <300ms}',
  ]);
});

test('--threshold adds to those of the file, and on one metric it is the limit that holds', async () => {
  const all = await thresholdsOf('{ p99Latency: <300ms, errors: <1% }', 'p99Latency < 1s,costPerHour<=$0.5');
  assert.deepEqual(
    all.map(({ text }) => text),
    ['p99Latency: < 1s', 'errors: <1%', 'costPerHour: <=$0.5'],
  );
});

test('reports all that is wrong with --threshold at once', async () => {
  assert.deepEqual(
    await problemsOf(CODE + POISSON, { threshold: 'p99Latenzy<1s, errors<2, p50Latency, coldShare>1%' }),
    [
      `--threshold: got "p99Latenzy"; expected one of ${THRESHOLD_METRICS.join(', ')} (did you mean p99Latency?)`,
      '--threshold: got "<2" for errors; expected a share, such as <1% or <=0.01',
      '--threshold: got " p50Latency"; expected a metric and its limit, such as p99Latency<300ms',
      '--threshold: got " coldShare>1%"; expected a metric and its limit, such as p99Latency<300ms',
    ],
  );
});
