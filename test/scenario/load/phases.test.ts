import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CODE, POISSON, problemsOf, readText } from './files.js';

const phasesOf = async (load: string, files = {}) => (await readText(`${CODE}load: ${load}\n`, {}, files)).load.phases;

test('one phase is short for a list of one, and a phase is named after what it does', async () => {
  const poisson = { kind: 'poisson', name: 'poisson 50/s', requestsPerSecond: 50, forMs: 60_000 };
  assert.deepEqual(await phasesOf('{ kind: poisson, rate: 50/s, for: 60s }'), [poisson]);
  assert.deepEqual(await phasesOf('[{ kind: poisson, rate: 50/s, for: 60s }]'), [poisson]);
  assert.deepEqual(await phasesOf('[{ kind: poisson, rate: 50/s, for: 60s, name: noon }]'), [
    { ...poisson, name: 'noon' },
  ]);
});

test('reads every kind of phase', async () => {
  const phases = await phasesOf(`
  - { kind: constant, rate: 10, for: 5 }
  - { kind: ramp, from: 0/s, to: 100/s, for: 1m }
  - { kind: pause, for: 1h }
  - { kind: burst, requests: 40 }
  - { kind: pause, for: 500ms }
  - { kind: constant, rate: 10/s, for: 5s }`);
  assert.deepEqual(phases, [
    { kind: 'constant', name: 'constant 10/s', requestsPerSecond: 10, forMs: 5000 },
    { kind: 'ramp', name: 'ramp 0/s to 100/s', fromPerSecond: 0, toPerSecond: 100, forMs: 60_000 },
    { kind: 'pause', name: 'pause', forMs: 3_600_000 },
    { kind: 'burst', name: 'burst of 40', requests: 40 },
    { kind: 'pause', name: 'pause (2)', forMs: 500 },
    { kind: 'constant', name: 'constant 10/s (2)', requestsPerSecond: 10, forMs: 5000 },
  ]);
  assert.deepEqual(await phasesOf('{ kind: closed, concurrency: 8, for: 30s }'), [
    { kind: 'closed', name: 'closed 8', concurrency: 8, forMs: 30_000 },
  ]);
});

test('a rate is a second, a minute or an hour, or a number a second', async () => {
  for (const [written, rate] of [
    ['50/s', 50],
    ['300/min', 5],
    ['7200 / h', 2],
    ['0.5/s', 0.5],
    ['50', 50],
  ] as const) {
    const [phase] = await phasesOf(`{ kind: constant, rate: ${written}, for: 1s }`);
    assert.equal(phase?.kind === 'constant' && phase.requestsPerSecond, rate);
  }
});

test('steps become a constant phase each, up or down, and end with the last rate', async () => {
  const rates = async (steps: string) =>
    (await phasesOf(`{ kind: steps, ${steps}, each: 10s }`)).map(({ name }) => name);
  assert.deepEqual(await rates('from: 10/s, to: 40/s, by: 10/s'), ['step 10/s', 'step 20/s', 'step 30/s', 'step 40/s']);
  assert.deepEqual(await rates('from: 30/s, to: 10/s, by: 10/s'), ['step 30/s', 'step 20/s', 'step 10/s']);
  assert.deepEqual(await rates('from: 10/s, to: 25/s, by: 10/s, name: up'), ['up 10/s', 'up 20/s', 'up 25/s']);
  assert.deepEqual(await rates('from: 0.1/s, to: 0.3/s, by: 0.1/s'), ['step 0.1/s', 'step 0.2/s', 'step 0.3/s']);
  assert.deepEqual(await phasesOf('{ kind: steps, from: 10/s, to: 10/s, by: 1/s, each: 10s }'), [
    { kind: 'constant', name: 'step 10/s', requestsPerSecond: 10, forMs: 10_000 },
  ]);
});

test('reports all that is wrong with all phases at once', async () => {
  const load = `load:
  - { kind: poison, rate: 50/s, for: 60s }
  - { kind: poisson, rate: fifty, for: 60 minutes }
  - { kind: burst, requests: 0, for: 3s }
  - { kind: ramp, from: 1/s, rate: 3/s }
  - { rate: 5/s, for: 1s }
  - { kind: trace, file: none.txt }
  - just text
  - { kind: constant, rate: 0, for: 1s, reta: 5/s }
  - { kind: steps, from: 1/s, to: 1000/s, by: 0.001/s, each: 1s }
`;
  assert.deepEqual(await problemsOf(CODE + load), [
    'load[0].kind: got "poison"; expected one of constant, poisson, ramp, steps, burst, pause, trace, closed (did you mean poisson?)',
    'load[1].rate: got "fifty"; expected requests a second, such as 50/s, 300/min or 50, up to 100,000/s',
    'load[1].for: got "60 minutes"; expected how long, such as 60s, 5m or 1h',
    'load[2].requests: got 0; expected a whole number from 1 to 1,000,000',
    'load[2].for: no key of a burst phase; expected requests',
    'load[3].to: missing; expected requests a second, such as 50/s, 300/min or 50, up to 100,000/s',
    'load[3].for: missing; expected how long, such as 60s, 5m or 1h',
    'load[3].rate: no key of a ramp phase; expected from, to, for',
    'load[4].kind: missing; expected one of constant, poisson, ramp, steps, burst, pause, trace, closed',
    'load[5].file: no such file: ./none.txt; expected a file with one timestamp a line',
    'load[6]: got "just text"; expected a phase, such as {kind: poisson, rate: 50/s, for: 60s}',
    'load[7].rate: got 0; expected requests a second, above 0 (a phase without requests is {kind: pause})',
    'load[7].reta: unknown key; expected one of kind, name, rate, for, from, to, by, each, requests, file, column, speed, concurrency',
    'load[8].by: got 0.001/s; expected no more than 1,000 steps',
  ]);
});

test('refuses closed phases beside open ones, and a load in which nothing arrives', async () => {
  const closed = 'load: [{ kind: closed, concurrency: 1, for: 1s }, { kind: burst, requests: 1 }]\n';
  assert.deepEqual(await problemsOf(CODE + closed), [
    'load: closed phases beside others; expected only closed ones or none: a load waits for answers or does not',
  ]);
  assert.deepEqual(await problemsOf(`${CODE}load: { kind: pause, for: 1s }\n`), [
    'load: nothing but pauses; expected a phase in which requests arrive',
  ]);
  assert.deepEqual(await problemsOf(`${CODE}load: []\n`), ['load: got []; expected at least one phase']);
  assert.deepEqual(await problemsOf(`${CODE}load: poisson\n`), [
    'load: got "poisson"; expected a phase, such as {kind: poisson, rate: 50/s, for: 60s}, or a list of phases',
  ]);
});

test('two phases of one name are refused, as results would mix them up', async () => {
  const load = 'load: [{ kind: burst, requests: 1, name: a }, { kind: burst, requests: 2, name: a }]\n';
  assert.deepEqual(await problemsOf(CODE + load), ['load[1].name: another phase is named a; expected one of its own']);
});

test('a fault in a single phase is told without a number, with its line', async () => {
  assert.deepEqual(await problemsOf(CODE + POISSON.replace('rate', 'rat')), [
    'load.rate: missing; expected requests a second, such as 50/s, 300/min or 50, up to 100,000/s',
    'load.rat: unknown key; expected one of kind, name, rate, for, from, to, by, each, requests, file, column, speed, concurrency (did you mean rate?)',
  ]);
});
