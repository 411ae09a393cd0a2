import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrivalsOf } from '../../../src/load/index.js';
import { endAfter, type LoadOverrides, type Phase } from '../../../src/scenario/index.js';
import { milliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';
import { CODE, POISSON, problemsOf, readText } from './files.js';

const phasesOf = async (overrides: LoadOverrides, yaml = CODE) => (await readText(yaml, overrides)).load.phases;

test('--load writes phases in words, one after the other', async () => {
  assert.deepEqual(await phasesOf({ load: 'burst 40, pause 10s, ramp 10/s to 100/s 60s, poisson 50/s 60s' }), [
    { kind: 'burst', name: 'burst of 40', requests: 40 },
    { kind: 'pause', name: 'pause', forMs: 10_000 },
    { kind: 'ramp', name: 'ramp 10/s to 100/s', fromPerSecond: 10, toPerSecond: 100, forMs: 60_000 },
    { kind: 'poisson', name: 'poisson 50/s', requestsPerSecond: 50, forMs: 60_000 },
  ]);
  assert.deepEqual(
    (await phasesOf({ load: 'steps 10/s 30/s 10/s 5s' })).map(({ name }) => name),
    ['step 10/s', 'step 20/s', 'step 30/s'],
  );
  assert.deepEqual(await phasesOf({ load: 'closed 8 30s' }), [
    { kind: 'closed', name: 'closed 8', concurrency: 8, forMs: 30_000 },
  ]);
});

test('--load takes the place of all phases of the file, and the last length may be left to --for', async () => {
  assert.deepEqual(
    (await phasesOf({ load: 'constant 5', for: '3s' }, CODE + POISSON)).map((it) => 'forMs' in it && it.forMs),
    [3000],
  );
});

test('reports all that is wrong with the options at once, by their names', async () => {
  const wrong = {
    memorySizesMB: [64],
    load: 'poison 50/s 60s, poisson 50/s, burst many, constant 50x 60s, trace none.txt',
    for: 'ever',
    via: 'http',
    timeout: 'soon',
    retries: 11,
  };
  const known = 'constant, poisson, ramp, steps, burst, pause, trace, closed';
  const problems = (await problemsOf(CODE, { ...wrong })).map((it) =>
    it.replace(/no such file: [^;]+/, 'no such file'),
  );
  assert.deepEqual(problems, [
    '--memory: got 64; expected a whole number of MB from 128 to 10,240',
    '--via: got "http"; expected invoke, invoke-stream, function-url or an address',
    '--for: got "ever"; expected how long, such as 60s, 5m or 1h',
    `--load: got "poison"; expected one of ${known} (did you mean poisson?)`,
    '--load: got "ever"; expected how long, such as 60s, 5m or 1h',
    '--load: got "many"; expected a whole number from 1 to 1,000,000',
    '--load: got "50x"; expected requests a second, such as 50/s, 300/min or 50, up to 100,000/s',
    '--load.file: no such file; expected a file with one timestamp a line',
    '--timeout: got "soon"; expected how long, such as 30s or 500ms',
    '--retries: got 11; expected a whole number from 0 to 10',
  ]);
  assert.deepEqual(await problemsOf(CODE, { load: 'poisson 50/s' }), [
    '--load: got "poisson 50/s"; expected rate, for, such as poisson 50/s 60s',
  ]);
});

test('other options say what the file would, numbers as seconds', async () => {
  const { load, memorySizesMB, functions } = await readText(CODE + POISSON, {
    memorySizesMB: [1024, 512],
    timeout: '2',
    retries: 3,
    via: 'function-url',
    payloads: [{ name: 'a', weight: 1, body: '1' }],
  });
  assert.deepEqual(
    [memorySizesMB, load.timeoutMs, load.retries, load.via.kind],
    [[512, 1024], 2000, 3, 'function-url'],
  );
  assert.deepEqual(functions[0]?.payloads, [{ name: 'a', weight: 1, body: '1' }]);
});

test('an address as --via goes with a function that exists, not with memory sizes or code', async () => {
  const url = 'https://api.example.com';
  const named = await readText(`function: { name: a }\n${POISSON}`, { via: url });
  assert.deepEqual([named.load.via.kind, named.memorySizesMB], ['url', []]);
  assert.deepEqual(await problemsOf(`function: { name: a }\n${POISSON}`, { via: url, memorySizesMB: [512] }), [
    '--memory: the memory size behind a URL is not ours to set; expected no sizes',
  ]);
  assert.match(
    (await problemsOf(CODE + POISSON, { via: url }))[0] ?? '',
    /^--via: a URL does not reach a function made/,
  );
});

test('one payload for a whole mix is refused', async () => {
  const mix = `functions: { a: { name: a }, b: { name: b } }\n${POISSON}`;
  assert.deepEqual(await problemsOf(mix, { payloads: [{ name: 'a', weight: 1, body: '1' }] }), [
    '--payload: there are several functions, each with payloads of its own; expected one function',
  ]);
});

const constant = (forMs: number): Phase => ({
  name: 'c',
  kind: 'constant',
  requestsPerSecond: 10,
  forMs: milliseconds(forMs),
});
const ramp: Phase = { name: 'r', kind: 'ramp', fromPerSecond: 0, toPerSecond: 100, forMs: milliseconds(10_000) };
const trace: Phase = { name: 't', kind: 'trace', arrivalsMs: [0, 500, 1500].map(milliseconds) };

test('--for gives a load of one phase its length, longer or shorter', () => {
  assert.deepEqual(endAfter([constant(1000)], milliseconds(5000)), [constant(5000)]);
  assert.deepEqual(endAfter([constant(9000)], milliseconds(5000)), [constant(5000)]);
});

test('--for cuts what it cannot stretch: what arrives before the end arrives as it would have', () => {
  const phases: Phase[] = [ramp, { name: 'b', kind: 'burst', requests: 3 }, trace, constant(2000)];
  const due = (all: readonly Phase[]) => [...arrivalsOf(all, 1)].map(({ dueMs }) => dueMs);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 15_000 }), (forMs) => {
      const whole = due(phases).filter((ms) => ms < forMs);
      const cut = due(endAfter(phases, milliseconds(forMs)));
      assert.equal(cut.length, whole.length);
      for (const [index, ms] of cut.entries()) assert.ok(Math.abs(ms - (whole[index] ?? Number.NaN)) < 1e-6);
    }),
  );
  assert.deepEqual(endAfter([trace], milliseconds(1000)), [{ ...trace, arrivalsMs: [0, 500] }]);
  assert.deepEqual(endAfter([trace], milliseconds(9000)), [trace]);
});
