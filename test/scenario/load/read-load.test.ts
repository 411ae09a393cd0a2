import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadScenario, readLoadScenario } from '../../../src/scenario/index.js';
import { inFolder, scenarioErrorOf } from '../helpers.js';
import { CODE, HANDLER, POISSON, problemsOf, readText } from './files.js';

test('applies all defaults: signed invocations, no retries, a minute to answer, no thresholds', async () => {
  const { load, functions, memorySizesMB, name } = await readText(CODE + POISSON);
  assert.deepEqual(load, {
    phases: [{ kind: 'poisson', name: 'poisson 50/s', requestsPerSecond: 50, forMs: 60_000 }],
    via: { kind: 'invoke', streamed: false },
    timeoutMs: 60_000,
    isTimeoutAsked: false,
    retries: 0,
    thresholds: [],
  });
  assert.deepEqual(memorySizesMB, [128, 256, 512, 1024, 1769, 3008]);
  const [only] = functions;
  assert.deepEqual([functions.length, only?.name, only?.weight, name], [1, 'a-load', 1, 'a-load']);
  assert.deepEqual(only?.payloads, [{ name: '{}', weight: 1, body: '{}' }]);
});

test('a request may take 15 s more than the slowest function, for INIT before it and so that the answer that tells of it still comes', async () => {
  const slow = CODE.replace(' }', ', timeout: 5m }');
  assert.equal((await readText(slow + POISSON)).load.timeoutMs, 315_000);
  assert.equal((await readText(`${slow}${POISSON}timeout: 500ms\n`)).load.timeoutMs, 500);
  assert.equal((await readText(`${slow}${POISSON}timeout: 29\n`)).load.timeoutMs, 29_000);
});

test('a scenario without `load` has one clear error, beside whatever else is wrong with it', async () => {
  const missing =
    "load: missing; expected a phase such as {kind: poisson, rate: 50/s, for: 60s} (or give --load 'poisson 50/s 60s')";
  assert.deepEqual(await problemsOf(CODE), [missing]);
  assert.deepEqual(await problemsOf(`${CODE}concurrency: 0\n`), [
    missing,
    'concurrency: got 0; expected a whole number from 1 to 1,000',
  ]);
  assert.deepEqual(await problemsOf(`${CODE}load: soon\n`), [
    'load: got "soon"; expected a phase, such as {kind: poisson, rate: 50/s, for: 60s}, or a list of phases',
  ]);
});

test('`kelvin tune` reads the same file and is not bothered by its load', async () => {
  const yaml = `${CODE}${POISSON}via: function-url\ntimeout: 3s\nretries: 1\nthresholds: { errors: <1% }\n`;
  await inFolder({ 'a.yaml': yaml, 'b.yaml': CODE, ...HANDLER }, async (folder) => {
    const { name: _, file: __, ...withLoad } = await loadScenario(join(folder, 'a.yaml'));
    const { name: ___, file: ____, ...without } = await loadScenario(join(folder, 'b.yaml'));
    assert.deepEqual(withLoad, without);
  });
});

test('a function that exists and a handler go without a file, when the options say the load', async () => {
  const load = 'poisson 50/s 60s';
  const existing = await readLoadScenario({ kind: 'function', name: 'resize', qualifier: 'live' }, { load });
  assert.deepEqual(existing.functions[0]?.function, { kind: 'existing', name: 'resize', qualifier: 'live' });
  assert.deepEqual([existing.name, existing.functions[0]?.name], ['resize', 'resize']);
  await inFolder(HANDLER, async (folder) => {
    const handler = await readLoadScenario({ kind: 'handler', path: join(folder, 'code') }, { load });
    assert.deepEqual([handler.name, handler.functions[0]?.function.kind], ['code', 'code']);
  });
  const error = await scenarioErrorOf(() => readLoadScenario({ kind: 'function', name: 'resize' }));
  assert.match(error.message, /^load: missing; expected a phase/);
});

test('a mix has several functions, each with its weight, its payloads and, if it says so, its own memory size', async () => {
  const yaml = `${POISSON}
functions:
  orders: { code: code, handler: index.handler, runtime: nodejs24.x, weight: 3, payload: { name: one, json: 1 } }
  search: { name: search, qualifier: live, fixedMemorySize: 1024 }
payload: { name: common, json: 2 }
`;
  const { functions } = await readText(yaml);
  assert.deepEqual(
    functions.map(({ name, weight, payloads, fixedMemorySizeMB }) => ({
      name,
      weight,
      payloads: payloads.map((it) => it.name),
      fixedMemorySizeMB,
    })),
    [
      { name: 'orders', weight: 3, payloads: ['one'], fixedMemorySizeMB: undefined },
      { name: 'search', weight: 1, payloads: ['common'], fixedMemorySizeMB: 1024 },
    ],
  );
  assert.equal(functions[0]?.function.kind, 'code');
  assert.deepEqual(functions[1]?.function, { kind: 'existing', name: 'search', qualifier: 'live' });
});

test('reports all that is wrong with a mix at once', async () => {
  const yaml = `${CODE}${POISSON}
functions:
  orders: { code: none, handler: index.handler, runtime: nodejs24.x, weight: 0, fixedMemorySize: 64 }
  9lives: { name: a }
  search: { name: search, handler: a.b, payloads: [{ json: 1, event: sqs }, 3], payload: { json: 1 } }
  neither: { weight: 2 }
`;
  assert.deepEqual(await problemsOf(yaml), [
    'functions: `function` is there too; expected only one of them',
    'functions.orders.code: no such folder: ./none; expected the folder that holds the handler',
    'functions.orders.weight: got 0; expected a number above 0',
    'functions.orders.fixedMemorySize: got 64; expected a whole number of MB from 128 to 10,240',
    'functions.9lives: a name that does not fit; expected a map from names (up to 30 letters, digits, - and _, a letter first) to functions',
    'functions.search.handler: belongs to a function with `code`; expected it there only',
    'functions.search.payloads[0].event: `json` is there too; expected only one of them',
    'functions.search.payloads[1]: got 3; expected a map with one of `json`, `file`, `folder` and `event`',
    'functions.search.payload: `payloads` is there too; expected only one of them',
    'functions.neither: neither `name` nor `code`; expected one of them',
  ]);
  const fixed = `${POISSON}functions: { a: { name: a, fixedMemorySize: 512 } }\n`;
  assert.deepEqual(await problemsOf(fixed), [
    'functions: each has a `fixedMemorySize`; expected one without it at least, which goes through `memorySizes`',
  ]);
  assert.deepEqual(await problemsOf(`${POISSON}functions: {}\n`), ['functions: none; expected at least one']);
});

test('a mix is for kelvin load alone', async () => {
  const yaml = `${POISSON}functions: { a: { name: a } }\n`;
  await inFolder({ 'a.yaml': yaml }, async (folder) => {
    const { problems } = await scenarioErrorOf(() => loadScenario(join(folder, 'a.yaml')));
    assert.deepEqual(
      problems.map(({ field, message }) => `${field}: ${message}`),
      ['functions: a mix is for `kelvin load`; expected one `function` to tune'],
    );
  });
});

test('a range of memory sizes, and a month of requests, are for kelvin tune alone; the command line mends it', async () => {
  const yaml = `${POISSON}function: { name: a }\nmemorySizes: 128-3008\nstrategy: { monthly: 30M }\n`;
  await inFolder({ 'a.yaml': yaml }, async (folder) => {
    const source = { kind: 'file', path: join(folder, 'a.yaml') } as const;
    const { problems } = await scenarioErrorOf(() => readLoadScenario(source));
    assert.deepEqual(
      problems.map(({ field, message }) => `${field}: ${message}`),
      [
        '--memory: the scenario has a range of memory sizes, which is for `kelvin tune`; expected a list, such as 512,1024,1769',
        '--strategy: a month of requests is priced by `kelvin tune`, and a load by what it was itself; expected cheapest',
      ],
    );
    const range = await scenarioErrorOf(() => readLoadScenario(source, { memorySizesMB: '128-512' }));
    assert.match(range.message, /^--memory: got 128-512, which is for `kelvin tune`/m);
    const mended = await readLoadScenario(source, { memorySizesMB: [512, 128], strategy: 'cheapest' });
    assert.deepEqual(mended.memorySizesMB, [128, 512]);
  });
});
