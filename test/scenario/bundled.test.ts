import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { loadLengthMs } from '../../src/load/index.js';
import { loadScenario, readLoadScenario } from '../../src/scenario/index.js';
import { AJV, SCENARIOS } from './helpers.js';

const FILES = readdirSync(SCENARIOS).filter((name) => name.endsWith('.yaml'));

/** Those that have a load; the others are for `kelvin tune` alone. */
const LOADS = ['burst-after-idle.yaml', 'queue-consumer.yaml', 'steady-api.yaml'];

test('there is a scenario for each thing that decides a memory size, and for three kinds of load', () => {
  assert.deepEqual(FILES, [
    'burst-after-idle.yaml',
    'cpu-bound.yaml',
    'custom-runtime.yaml',
    'heavy-init.yaml',
    'io-bound.yaml',
    'memory-hungry.yaml',
    'mixed.yaml',
    'python.yaml',
    'queue-consumer.yaml',
    'steady-api.yaml',
  ]);
});

for (const name of FILES) {
  test(`${name} loads, is named after its file and says what its code implies`, async () => {
    const scenario = await loadScenario(join(SCENARIOS, name));
    assert.equal(`${scenario.name}.yaml`, name);
    assert.match(scenario.description ?? '', /\d MB/);
    assert.ok(scenario.function.kind === 'code');
    assert.equal(scenario.function.folder, join(SCENARIOS, scenario.name));
  });

  test(`${name} is valid by the committed schema, which its first line names`, async () => {
    const text = await readFile(join(SCENARIOS, name), 'utf8');
    assert.equal(text.split('\n')[0], '# yaml-language-server: $schema=./scenario.schema.json');
    const schema = JSON.parse(await readFile(join(SCENARIOS, 'scenario.schema.json'), 'utf8'));
    const validate = new Ajv2020(AJV).compile(schema);
    assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
  });
}

test('three scenarios weigh their payloads, one sends an event of API Gateway, four need a backend', async () => {
  const all = await Promise.all(FILES.map((name) => loadScenario(join(SCENARIOS, name))));
  const names = (test: (scenario: (typeof all)[number]) => boolean) => all.filter(test).map(({ name }) => name);
  assert.deepEqual(
    names(({ payloads }) => payloads.length > 1),
    ['python', 'queue-consumer', 'steady-api'],
  );
  assert.deepEqual(
    names(({ payloads }) => JSON.parse(payloads[0]?.body ?? '').requestContext?.http !== undefined),
    ['mixed'],
  );
  assert.deepEqual(
    names(({ services }) => services.length > 0),
    ['burst-after-idle', 'io-bound', 'mixed', 'steady-api'],
  );
});

for (const name of LOADS) {
  test(`${name} is done within a minute for all its sizes, and says what must hold`, async () => {
    const path = join(SCENARIOS, name);
    const { load, memorySizesMB } = await readLoadScenario({ kind: 'file', path });
    const seconds = (loadLengthMs(load.phases) / 1000) * memorySizesMB.length;
    assert.ok(seconds >= 20 && seconds <= 40, `${seconds} s`);
    const metrics = load.thresholds.map(({ metric }) => metric);
    assert.ok(metrics.includes('errors') && metrics.length >= 4, metrics.join());
  });
}

test('the burst scenario says the arithmetic of its bursts: how many start cold, of how many', async () => {
  const path = join(SCENARIOS, 'burst-after-idle.yaml');
  const { load, description = '' } = await readLoadScenario({ kind: 'file', path });
  const bursts = load.phases.flatMap((phase) => (phase.kind === 'burst' ? [phase.requests] : []));
  const requests = bursts.reduce((sum, it) => sum + it, 0);
  const cold = Math.max(...bursts);
  const share = `${cold} cold starts in ${requests} requests (${Math.round((100 * cold) / requests)} %)`;
  assert.ok(description.includes(share), share);
  const limit = load.thresholds.find(({ metric }) => metric === 'coldShare')?.limit ?? 0;
  assert.ok(cold / requests < limit && (cold + 3) / requests > limit);
});
