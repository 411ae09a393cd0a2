import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadScenario } from '../../src/scenario/index.js';
import { inFolder, scenarioErrorOf } from './helpers.js';

const CODE = 'function: { code: code, handler: index.handler, runtime: nodejs24.x }\n';
const HANDLER = { 'code/index.mjs': 'export const handler = async () => ({});' };

const load = (yaml: string, files: Readonly<Record<string, string>> = HANDLER) =>
  inFolder({ 'a-scenario.yaml': yaml, ...files }, async (folder) => ({
    folder,
    scenario: await loadScenario(join(folder, 'a-scenario.yaml')),
  }));

const problemsOf = async (yaml: string, files: Readonly<Record<string, string>> = HANDLER) =>
  (await scenarioErrorOf(() => load(yaml, files))).problems.map(({ field, message }) => `${field}: ${message}`);

test('applies all defaults and makes all paths absolute', async () => {
  const { folder, scenario } = await load(CODE);
  assert.deepEqual(scenario, {
    name: 'a-scenario',
    file: join(folder, 'a-scenario.yaml'),
    function: {
      kind: 'code',
      folder: join(folder, 'code'),
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      environment: {},
      timeoutMs: 30_000,
      ephemeralStorageMB: 512,
    },
    asked: {},
    memorySizesMB: [128, 10_240],
    exploration: { rangeMB: { low: 128, high: 10_240 }, regretRatio: 0.02, confidenceRatio: 0.95, maxInvocations: 200 },
    architectures: ['x86_64'],
    payloads: [{ name: '{}', weight: 1, body: '{}' }],
    invocations: { cold: 6, warm: 30 },
    concurrency: 1,
    strategy: { kind: 'cheapest' },
    coldShareRatio: 0,
    services: [],
  });
});

test('sorts memory sizes and drops those that are there twice', async () => {
  const { scenario } = await load(`${CODE}memorySizes: [1024, 128, 1024]\n`);
  assert.deepEqual(scenario.memorySizesMB, [128, 1024]);
});

test('reads each form of a strategy', async () => {
  const strategyOf = async (text: string) => (await load(`${CODE}strategy: ${text}\n`)).scenario.strategy;
  assert.deepEqual(await strategyOf('fastest'), { kind: 'fastest' });
  assert.deepEqual(await strategyOf('{ within: 5% }'), { kind: 'within', costRatio: 0.05 });
  assert.deepEqual(await strategyOf('{ maxDuration: p99=1.5s }'), {
    kind: 'max-duration',
    percentile: 'p99',
    limitMs: 1500,
  });
});

test('takes a timeout as seconds, with or without the unit', async () => {
  const timeoutOf = async (text: string) => {
    const { scenario } = await load(CODE.replace(' }', `, timeout: ${text} }`));
    return scenario.function.kind === 'code' ? scenario.function.timeoutMs : undefined;
  };
  assert.equal(await timeoutOf('3'), 3000);
  assert.equal(await timeoutOf('3s'), 3000);
  assert.equal(await timeoutOf('15m'), 900_000);
  assert.deepEqual(await problemsOf(CODE.replace(' }', ', timeout: 16m }')), [
    'function.timeout: got "16m"; expected a whole number of seconds from 1 to 900, such as 30 or 30s',
  ]);
});

test('sends numbers and booleans of the environment as text', async () => {
  const { scenario } = await load(CODE.replace(' }', ', environment: { PORT: 8080, DEBUG: true, NAME: x } }'));
  assert.ok(scenario.function.kind === 'code');
  assert.deepEqual(scenario.function.environment, { PORT: '8080', DEBUG: 'true', NAME: 'x' });
});

test('starts services in the folder of the file', async () => {
  const { folder, scenario } = await load(`${CODE}services: { backend: { run: [node, stub.mjs] } }\n`);
  assert.deepEqual(scenario.services, [{ name: 'backend', command: ['node', 'stub.mjs'], folder }]);
});

test('refuses services whose addresses would be the same variable', async () => {
  const services = 'services: { api: { run: [a] }, API: { run: [b] }, db: { run: [c] } }\n';
  assert.deepEqual(await problemsOf(CODE.replace(' }', ', environment: { DB_URL: x } }') + services), [
    'services.API: API_URL is taken by the service api; expected a name of its own',
    'services.db: DB_URL is taken by the environment of the function; expected a name of its own',
  ]);
});

test('takes name, qualifier and region of an existing function from its ARN', async () => {
  const arn = 'arn:aws:lambda:eu-central-1:123456789012:function:resize';
  const { scenario } = await load(`function: { name: "${arn}:live" }\n`);
  assert.deepEqual(scenario.function, { kind: 'existing', name: arn, qualifier: 'live' });
  assert.equal(scenario.region, 'eu-central-1');
});

test('refuses keys that the other kind of function has', async () => {
  assert.deepEqual(await problemsOf('function: { name: resize, handler: a.b, timeout: 3 }\n'), [
    'function.handler: belongs to a function with `code`; expected it there only',
    'function.timeout: belongs to a function with `code`; expected it there only',
  ]);
});

test('refuses a cold share when there are no cold starts to price it by', async () => {
  assert.deepEqual(await problemsOf(`${CODE}coldShare: 1%\ninvocations: { cold: 0 }\n`), [
    'invocations: no cold ones, yet a cold share above 0; expected cold ones to price it by',
  ]);
});

test('says that a file is not there, or is no file', async () => {
  const missing = await scenarioErrorOf(() => loadScenario('no/such.yaml'));
  assert.equal(missing.message, 'no/such.yaml: no such file; expected a scenario in YAML');
  await inFolder({}, async (folder) => {
    assert.match((await scenarioErrorOf(() => loadScenario(folder))).message, /: is a folder; expected a scenario/);
  });
});

test('gives the line of a fault in the YAML itself', async () => {
  const error = await scenarioErrorOf(() => load('name: x\nmemorySizes: [1\nstrategy: y\n'));
  assert.equal(error.problems[0]?.line, 3);
  assert.match(error.problems[0]?.message ?? '', /^not valid YAML: /);
  assert.deepEqual(await problemsOf('name: *none\n'), [
    ': not valid YAML: Unresolved alias (the anchor must be set before the alias): none',
  ]);
});

test('reports a key that is there twice together with the other problems', async () => {
  assert.deepEqual(await problemsOf(`${CODE}name: a\nname: b\nconcurrency: 0\n`), [
    ': not valid YAML: Map keys must be unique',
    'concurrency: got 0; expected a whole number from 1 to 1,000',
  ]);
});

test('asks for a function when the file is empty or has none', async () => {
  assert.deepEqual(await problemsOf(''), [': got null; expected a map with at least `function`']);
  assert.deepEqual(await problemsOf('name: x\n'), ['function: missing; expected a map with either `name` or `code`']);
});
