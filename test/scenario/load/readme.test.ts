import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { scenarioJsonSchema, THRESHOLD_METRICS } from '../../../src/scenario/index.js';
import { AJV, ROOT } from '../helpers.js';
import { readText } from './files.js';

const text = readFileSync(join(ROOT, 'README.md'), 'utf8');
const example = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)]
  .map(([, it = '']) => it)
  .find((it) => it.includes('load:'));

test("the README's example of a load is read as it says", async () => {
  const { load, functions } = await readText(
    `${example}`.replace('../dist/checkout', 'code'),
    {},
    { 'black-friday.csv': 'id,time\n1,2026-11-27T00:00:00Z\n2,2026-11-27T00:00:10Z\n' },
  );
  assert.deepEqual(
    load.phases.map(({ name }) => name),
    ['morning', 'poisson 50/s', 'pause', 'burst of 100', 'trace'],
  );
  assert.deepEqual(load.phases.at(-1), { kind: 'trace', name: 'trace', arrivalsMs: [0, 1000] });
  assert.deepEqual(
    functions.map(({ name, weight, fixedMemorySizeMB }) => [name, weight, fixedMemorySizeMB]),
    [
      ['checkout', 3, undefined],
      ['search', 1, 1024],
    ],
  );
  assert.deepEqual(
    load.thresholds.map(({ text: it }) => it),
    ['p99Latency: <300ms', 'coldShare: <1%', 'errors: <0.1%', 'costPerMillion: <$2'],
  );
  assert.deepEqual([load.via.kind, load.timeoutMs, load.retries], ['function-url', 29_000, 0]);
});

test("the README's example of a load is valid by the schema that editors use", () => {
  const validate = new Ajv2020(AJV).compile(scenarioJsonSchema());
  assert.ok(validate(parse(`${example}`)), JSON.stringify(validate.errors));
});

test('the README names every kind of phase with its keys, and every metric', () => {
  const { properties } = scenarioJsonSchema() as { properties: { load: { anyOf: [{ oneOf: object[] }] } } };
  for (const kind of properties.load.anyOf[0].oneOf) {
    const { properties: own, required } = kind as { properties: { kind: { const: string } }; required: string[] };
    const row = text.split('\n').find((line) => line.startsWith(`| \`${own.kind.const}\` |`));
    assert.ok(row, own.kind.const);
    for (const key of required.slice(1)) assert.ok(row.includes(`\`${key}\``), `${own.kind.const}: ${key}`);
  }
  for (const metric of THRESHOLD_METRICS) assert.ok(text.includes(`\`${metric}\``), metric);
});
