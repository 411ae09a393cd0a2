import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { loadScenario } from '../../src/scenario/index.js';
import { AJV, SCENARIOS } from './helpers.js';

const FILES = readdirSync(SCENARIOS).filter((name) => name.endsWith('.yaml'));

test('there is a scenario for each thing that decides a memory size', () => {
  assert.deepEqual(FILES, [
    'cpu-bound.yaml',
    'custom-runtime.yaml',
    'heavy-init.yaml',
    'io-bound.yaml',
    'memory-hungry.yaml',
    'mixed.yaml',
    'python.yaml',
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

test('one scenario weighs its payloads, one sends an event of API Gateway, two need a backend', async () => {
  const all = await Promise.all(FILES.map((name) => loadScenario(join(SCENARIOS, name))));
  const names = (test: (scenario: (typeof all)[number]) => boolean) => all.filter(test).map(({ name }) => name);
  assert.deepEqual(
    names(({ payloads }) => payloads.length > 1),
    ['python'],
  );
  assert.deepEqual(
    names(({ payloads }) => JSON.parse(payloads[0]?.body ?? '').requestContext?.http !== undefined),
    ['mixed'],
  );
  assert.deepEqual(
    names(({ services }) => services.length > 0),
    ['io-bound', 'mixed'],
  );
});
