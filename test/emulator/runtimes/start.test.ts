import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { RuntimeProcess } from './runtime-process.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

test('the Node.js client needs nothing but its own folder: a sandbox shows it nothing else', () => {
  const folder = join(ROOT, 'dist', 'src', 'emulator', 'runtimes', 'node');
  const files = readdirSync(folder).filter((name) => name.endsWith('.cjs'));
  assert.ok(files.length > 5);
  const wanted = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/require\(['"]([^'"]+)['"]\)/g)].map(([, it = '']) => it),
  );
  assert.ok(wanted.length > files.length);
  assert.deepEqual(
    wanted.filter((it) => !isBuiltin(it) && !(it.startsWith('./') && files.includes(it.slice(2)))),
    [],
  );
});

test('a function that does not stream is not made to load HTTP', async () => {
  const code = `exports.handler = async () => [process.moduleLoadList.filter((it) =>
    /NativeModule (http|_http_client)$/.test(it)), Object.keys(require.cache).length]`;
  await using it = await RuntimeProcess.start({ 'index.js': code });
  const [loaded, modules] = JSON.parse((await it.api.invoke()).body);
  assert.deepEqual(loaded, []);
  assert.ok(modules < 15, `${modules} modules`);
});

describe('every Node.js that AWS has, or what stands in for it', () => {
  for (const major of [16, 18, 20, 22, 24]) {
    test(`nodejs${major}.x answers, logs and fails`, async () => {
      const code =
        'exports.handler = async (e) => { console.log("here"); if (e.fail) throw new TypeError("no"); return [e.a] }';
      await using it = await RuntimeProcess.start({ 'index.js': code }, { runtime: `nodejs${major}.x` });
      assert.equal((await it.api.invoke({ a: 1 })).body, '[1]');
      assert.equal(JSON.parse((await it.api.invoke({ fail: true })).body).errorType, 'TypeError');
      await it.logged(/\tINFO\there\n/);
    });
  }
});

describe('a wrapper script', () => {
  const files = { 'index.js': 'exports.handler = async () => process.env.WRAPPED' };

  test('starts the runtime, by the variable that AWS has for it', async () => {
    const wrapper = fileURLToPath(new URL('../../../../test/emulator/runtimes/wrapper.sh', import.meta.url));
    await using it = await RuntimeProcess.start(files, { variables: { AWS_LAMBDA_EXEC_WRAPPER: wrapper } });
    assert.equal((await it.api.invoke()).body, '"by a script"');
  });

  for (const [path, code, words] of [
    ['/nowhere/wrapper', 127, '/nowhere/wrapper: does not exist\n'],
    ['/etc/passwd', 126, '/etc/passwd: is not an executable\n'],
  ] as const) {
    test(`that ${words.includes('not exist') ? 'is not there' : 'cannot be executed'} is named`, async () => {
      await using it = await RuntimeProcess.start(files, { variables: { AWS_LAMBDA_EXEC_WRAPPER: path } });
      assert.deepEqual(await it.exited, { code, signal: null });
      assert.equal(it.log, words);
    });
  }
});
