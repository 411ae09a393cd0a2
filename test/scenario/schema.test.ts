import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { scenarioJsonSchema } from '../../src/scenario/index.js';
import { AJV, SCENARIOS } from './helpers.js';

const FILE = join(SCENARIOS, 'scenario.schema.json');

const validator = () => new Ajv2020(AJV).compile(scenarioJsonSchema());

test('the committed JSON Schema is the one that files are checked by', async () => {
  // Afterwards `npm run format`, which lays the file out.
  if (process.env.KELVIN_UPDATE_GOLDEN === '1') await writeFile(FILE, JSON.stringify(scenarioJsonSchema(), null, 2));
  assert.deepEqual(JSON.parse(await readFile(FILE, 'utf8')), scenarioJsonSchema());
});

test('an editor sees the defaults', () => {
  const { properties } = scenarioJsonSchema();
  const { memorySizes, invocations } = properties as Record<string, { default?: unknown }>;
  assert.deepEqual(memorySizes?.default, [128, 256, 512, 1024, 1769, 3008]);
  assert.deepEqual(invocations?.default, { cold: 6, warm: 30 });
});

test('an editor sees what a key needs beside it', () => {
  const validate = validator();
  const fn = 'function: { code: a, handler: a.b, runtime: nodejs24.x }';
  const accepts = (yaml: string) => validate(parse(yaml));
  assert.ok(accepts(fn));
  assert.ok(accepts('function: { name: a }'));
  assert.ok(!accepts('name: a'));
  assert.ok(!accepts('function: { name: a, code: b, runtime: nodejs24.x }'));
  assert.ok(!accepts(`${fn}\npayload: { name: a }`));
  assert.ok(!accepts(`${fn}\npayload: { json: 1, file: a }`));
  assert.ok(!accepts(`${fn}\npayload: { json: 1, batchSize: 2 }`));
  assert.ok(!accepts(`${fn}\npayload: { json: 1 }\npayloads: [{ json: 1 }]`));
  assert.ok(accepts(`${fn}\nstrategy: { maxDuration: p95=200ms }`));
  assert.ok(!accepts(`${fn}\nstrategy: quickest`));
});
