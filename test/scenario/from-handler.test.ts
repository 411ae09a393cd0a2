import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { scenarioFromHandler } from '../../src/scenario/index.js';
import { inFolder, scenarioErrorOf } from './helpers.js';

async function functionOf(path: string, source = '') {
  return inFolder({ [path]: source }, async (folder) => {
    const scenario = await scenarioFromHandler(join(folder, path));
    assert.ok(scenario.function.kind === 'code');
    assert.equal(join(folder, path).startsWith(scenario.function.folder), true);
    return `${scenario.name}: ${scenario.function.runtime} ${scenario.function.handler}`;
  });
}

test('takes runtime and handler from the file', async () => {
  assert.equal(await functionOf('resize.mjs'), 'resize: nodejs24.x resize.handler');
  assert.equal(await functionOf('thumbs/index.cjs'), 'thumbs: nodejs24.x index.handler');
  assert.equal(await functionOf('thumbs/bootstrap'), 'thumbs: provided.al2023 bootstrap');
});

test('takes the handler that a Python source defines', async () => {
  const python = (source: string) => functionOf('pack.py', source);
  assert.equal(await python('def lambda_handler(event, context):'), 'pack: python3.13 pack.lambda_handler');
  assert.equal(await python('import os\nasync def handler(event, _):'), 'pack: python3.13 pack.handler');
  assert.equal(await python('handler = Mangum(app)'), 'pack: python3.13 pack.handler');
  const error = await scenarioErrorOf(() => python('def main():\n  def handler(): pass'));
  assert.match(error.message, /pack\.py: defines no handler; expected a function named lambda_handler or handler$/);
});

test('finds the handler in a folder, and uses defaults for all else', async () => {
  await inFolder({ 'shop/index.mjs': '', 'shop/lambda_function.py': '' }, async (folder) => {
    const scenario = await scenarioFromHandler(join(folder, 'shop'));
    assert.equal(scenario.name, 'shop');
    assert.ok(scenario.function.kind === 'code');
    assert.equal(scenario.function.handler, 'index.handler');
    assert.deepEqual(scenario.invocations, { cold: 6, warm: 30 });
    assert.equal(scenario.file, undefined);
  });
});

test('says what it expected where there is no handler', async () => {
  const missing = await scenarioErrorOf(() => scenarioFromHandler('my-function'));
  assert.match(missing.message, /^my-function: no such file or folder; expected a handler: .* given by name/);
  await inFolder({ 'a.rb': '' }, async (folder) => {
    assert.match((await scenarioErrorOf(() => scenarioFromHandler(folder))).message, /: no handler in this folder/);
    const ruby = await scenarioErrorOf(() => scenarioFromHandler(join(folder, 'a.rb')));
    assert.match(ruby.message, /: no runtime for this kind of file; .* \(other runtimes need a scenario file\)$/);
  });
});
