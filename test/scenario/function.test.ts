import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadScenario } from '../../src/scenario/index.js';
import { inFolder, scenarioErrorOf } from './helpers.js';

const scenario = (handler: string, runtime: string) =>
  `function: { code: ., handler: ${handler}, runtime: ${runtime} }`;

const problemOf = (handler: string, runtime: string, files: Readonly<Record<string, string>>) =>
  inFolder({ ...files, 's.yaml': scenario(handler, runtime) }, async (folder) => {
    const error = await scenarioErrorOf(() => loadScenario(join(folder, 's.yaml')));
    return error.message.replaceAll(folder, '.');
  });

const loads = (handler: string, runtime: string, file: string) =>
  inFolder({ [file]: '', 's.yaml': scenario(handler, runtime) }, async (folder) => {
    const { function: fn } = await loadScenario(join(folder, 's.yaml'));
    assert.equal(fn.kind === 'code' && fn.handler, handler);
  });

test('finds the file of a handler as the runtime will', async () => {
  await loads('index.handler', 'nodejs24.x', 'index.mjs');
  await loads('src/index.api.handler', 'nodejs22.x', 'src/index.cjs');
  await loads('app.main.handler', 'python3.13', 'app.main.py');
  await loads('pkg/app.handler', 'python3.12', 'pkg/app/__init__.py');
  await loads('any', 'provided.al2023', 'bootstrap');
});

test('takes the handler of a compiled language at its word', async () => {
  await loads('Assembly::Namespace.Class::Method', 'dotnet10', 'any.dll');
  await loads('com.example.Handler::handle', 'java25', 'Handler.class');
});

test('names the files that it looked for', async () => {
  assert.equal(
    await problemOf('main.handler', 'nodejs24.x', { 'index.mjs': '' }),
    './s.yaml:1: function.handler: no file for it in .; expected main.mjs or main.js or main.cjs',
  );
  assert.match(await problemOf('main.handler', 'python3.13', {}), /expected main\.py or main\/__init__\.py$/);
});

test('wants a function beside the file in a handler', async () => {
  assert.match(await problemOf('index', 'nodejs24.x', { 'index.mjs': '' }), /function\.handler: got "index"; expected/);
});

test('wants bootstrap executable', async () => {
  await inFolder({ bootstrap: '', 's.yaml': scenario('any', 'provided.al2023') }, async (folder) => {
    await chmod(join(folder, 'bootstrap'), 0o644);
    const { message } = await scenarioErrorOf(() => loadScenario(join(folder, 's.yaml')));
    assert.match(message, /bootstrap cannot be executed; expected an executable file \(chmod \+x\)$/);
  });
});

test('needs no handler where the code brings its own runtime', async () => {
  const yaml = 'function: { code: ., runtime: provided.al2023 }';
  await inFolder({ bootstrap: '', 's.yaml': yaml }, async (folder) => {
    const { function: fn } = await loadScenario(join(folder, 's.yaml'));
    assert.equal(fn.kind === 'code' && fn.handler, 'bootstrap');
  });
});

test('accepts a deprecated runtime, and says of one that AWS refuses why', async () => {
  await loads('index.handler', 'nodejs18.x', 'index.js');
  const message = await problemOf('index.handler', 'nodejs14.x', { 'index.js': '' });
  assert.match(message, /deprecated: nodejs20\.x/);
  assert.match(message, /\(nodejs14\.x is deprecated: AWS makes no new functions with it\)$/);
  assert.match(await problemOf('a.b', 'nodejs24', {}), /\(did you mean nodejs24\.x\?\)$/);
});
