import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { startEmulator } from '../../../../src/emulator/index.js';
import { zipOf } from '../../../fixtures/zip.js';
import { familyOf, isLinux, linesOf, NO_AWS, startKelvin, survivors, temporaryFolder, until } from '../../kelvin.js';
import { answering, Repository, SCENARIO } from './repository.js';

const folder = temporaryFolder(after);
const onLinux = { skip: isLinux ? false : 'processes are counted through /proc' };
/** Folders of the check go below it, so that none is left unseen. */
const TMPDIR = join(folder, 'tmp');
mkdirSync(TMPDIR);
const ENV = { ...NO_AWS, TMPDIR };

for (const signal of ['SIGKILL', 'SIGINT'] as const) {
  test(`${signal} during a build leaves no process and no checkout behind`, onLinux, async () => {
    const repository = new Repository(join(folder, `building-${signal}`));
    const began = join(folder, `began-${signal}`);
    repository.write('src/index.mjs', answering('one'));
    repository.write(
      'kelvin.yaml',
      SCENARIO.replace('runtime:', `build: "(setsid sleep 999 &); touch ${began}; sleep 998"\n  runtime:`),
    );
    repository.commit('One');
    const before = repository.state();
    const run = startKelvin(['check', '--base', 'main', '--out', 'run'], { cwd: repository.root, env: ENV });
    await until(`the build began (${run.output()})`, () => existsSync(began));
    const family = familyOf(run.child.pid ?? 0);
    run.child.kill(signal);
    const { code } = await run.finished;
    assert.equal(code, signal === 'SIGINT' ? 130 : null);
    await until('the builds are gone', () => survivors(family).length === 0);
    await until('the checkouts are gone', () => readdirSync(TMPDIR).length === 0);
    assert.equal(repository.state(), before);
  });
}

test('SIGKILL while two versions are measured removes the copies of the function', onLinux, async () => {
  const emulator = await startEmulator({ port: 0, preferFunctions: true });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const client = new LambdaClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials });
  try {
    await client.send(
      new CreateFunctionCommand({
        FunctionName: 'orders',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::123456789012:role/orders',
        Code: { ZipFile: await zipOf({ 'index.mjs': answering('one') }) },
        Publish: true,
      }),
    );
    const out = join(folder, 'run');
    const options = ['--function', 'orders', '--base', '1', '--endpoint-url', emulator.endpoint, '--out', out];
    const run = startKelvin(['check', ...options], { cwd: folder, env: ENV });
    const path = join(out, 'recording.jsonl');
    await until(`measuring (${run.output()})`, () => linesOf(path) > 4);
    const header = readFileSync(path, 'utf8').split('\n')[0] ?? '';
    assert.doesNotMatch(header, /123456789012/);
    run.child.kill('SIGKILL');
    await run.finished;
    const names = async () => (await client.send(new ListFunctionsCommand({}))).Functions?.map((it) => it.FunctionName);
    let found = await names();
    for (let turn = 0; turn < 600 && found?.length !== 1; turn++) {
      await sleep(200);
      found = await names();
    }
    assert.deepEqual(found, ['orders']);
  } finally {
    client.destroy();
    await emulator.close();
  }
});
