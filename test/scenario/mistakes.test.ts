import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadScenario } from '../../src/scenario/index.js';
import { ROOT, scenarioErrorOf } from './helpers.js';

const FOLDER = join(ROOT, 'test/scenario/fixtures/mistakes');

test('reports all mistakes of a file at once, each with its line, what is wrong and what is expected', async () => {
  const error = await scenarioErrorOf(() => loadScenario(join(FOLDER, 'scenario.yaml')));
  const message = `${error.message.replaceAll(FOLDER, '.')}\n`;
  const golden = join(FOLDER, 'message.golden.txt');
  if (process.env.KELVIN_UPDATE_GOLDEN === '1') await writeFile(golden, message);
  assert.equal(message, await readFile(golden, 'utf8'));
});

test('gives each problem as data too: field, line and column of the key', async () => {
  const { problems } = await scenarioErrorOf(() => loadScenario(join(FOLDER, 'scenario.yaml')));
  const weight = problems.find(({ field }) => field === 'payloads[0].weight');
  assert.deepEqual(weight, {
    line: 20,
    column: 5,
    field: 'payloads[0].weight',
    message: 'got 0; expected a number above 0',
  });
  assert.equal(problems.find(({ field }) => field === 'memorysizes')?.hint, 'did you mean memorySizes?');
});
