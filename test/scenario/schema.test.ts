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
  const { concurrency, invocations } = properties as Record<string, { default?: unknown; properties?: unknown }>;
  const { cold, warm } = (invocations?.properties ?? {}) as Record<string, { default?: unknown }>;
  assert.deepEqual([concurrency?.default, cold?.default, warm?.default], [1, 6, 30]);
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
  assert.ok(accepts(`${fn}\nstrategy: { maxDuration: p95=200ms, of: all }\ncoldShare: 1%`));
  assert.ok(accepts(`${fn}\nstrategy: { monthly: 30M }`));
  assert.ok(accepts(`${fn}\nmemorySizes: 128-3008\nexplore: { regret: 1%, budget: $0.05, maxTime: 5m }`));
  assert.ok(!accepts(`${fn}\nmemorySizes: up to 3008`));
  assert.ok(!accepts(`${fn}\ninvocations: { cold: 1 }\nexplore: { regret: 1% }`));
});

test('an editor sees what a phase needs, and which ways there are to say what to load', () => {
  const validate = validator();
  const fn = 'function: { name: a }';
  const accepts = (yaml: string) => validate(parse(yaml));
  assert.ok(accepts(`${fn}\nload: { kind: poisson, rate: 50/s, for: 60s }`));
  assert.ok(accepts(`${fn}\nload: [{ kind: burst, requests: 4 }, { kind: trace, file: a.txt, speed: 2 }]`));
  assert.ok(!accepts(`${fn}\nload: { kind: poisson, rate: 50/s }`));
  assert.ok(!accepts(`${fn}\nload: { kind: burst, requests: 4, for: 3s }`));
  assert.ok(!accepts(`${fn}\nload: { kind: poisson, rate: often, for: 60s }`));
  assert.ok(!accepts(`${fn}\nload: []`));
  assert.ok(accepts(`${fn}\nvia: function-url\nthresholds: { p99Latency: <300ms, errors: <0.1% }`));
  assert.ok(!accepts(`${fn}\nthresholds: { p99Latency: 300ms }`));
  assert.ok(!accepts(`${fn}\nvia: http`));
  assert.ok(accepts('functions: { a: { name: a, weight: 2, fixedMemorySize: 512 } }'));
  assert.ok(!accepts('functions: { a: { weight: 2 } }'));
  assert.ok(!accepts(`${fn}\nfunctions: { a: { name: a } }`));
  assert.ok(accepts('via: { url: "https://a.example" }'));
  assert.ok(!accepts('via: function-url'));
});
