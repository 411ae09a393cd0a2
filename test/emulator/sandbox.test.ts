import assert from 'node:assert/strict';
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DeleteFunctionCommand, InvokeCommand, PublishLayerVersionCommand } from '@aws-sdk/client-lambda';
import { Bench, type Source, zip } from './harness.js';

const workFolder = mkdtempSync(join(tmpdir(), 'emulator-sandboxed-'));
const bench = await Bench.start({ workFolder });
after(async () => {
  await bench.close();
  rmSync(workFolder, { recursive: true, force: true });
});
const { sandbox } = bench.emulator.facts;

/** Evaluates what the event asks for. */
const evaluates: Source = {
  'index.js': 'exports.handler = async (event) => eval(event.code)',
  'data.txt': 'of the package',
};
const run = async (name: string, code: string): Promise<unknown> => {
  const answer = await bench.invoke(name, { code: `const fs = require('node:fs'); ${code}` });
  assert.equal(answer.functionError, undefined, JSON.stringify(answer.payload));
  return answer.payload;
};

async function publish(name: string, source: Source): Promise<string> {
  const { LayerVersionArn = '' } = await bench.lambda.send(
    new PublishLayerVersionCommand({ LayerName: name, Content: { ZipFile: await zip(source) } }),
  );
  return LayerVersionArn;
}

before(async () => {
  const first = await publish('first', {
    'nodejs/node_modules/own/index.js': 'module.exports = "first"',
    text: 'first',
  });
  const second = await publish('second', {
    text: 'second',
    'bin/tool': { content: '#!/bin/sh\necho tool', mode: 0o100755 },
  });
  await bench.create('evaluates', evaluates, { Layers: [first, second] });
  await bench.create('other', evaluates);
});

describe('a function in a sandbox', { skip: !sandbox.enforced && sandbox.reason }, () => {
  test('lies where functions lie on Lambda, and so does its Node.js', async () => {
    const code =
      '[__filename, process.cwd(), process.env.LAMBDA_TASK_ROOT, process.execPath, process.env.LAMBDA_RUNTIME_DIR]';
    assert.deepEqual(await run('evaluates', code), [
      '/var/task/index.js',
      '/var/task',
      '/var/task',
      '/var/lang/bin/node',
      '/var/runtime',
    ]);
  });
  test('cannot change its package', async () => {
    const code = 'try { fs.writeFileSync("/var/task/data.txt", "x") } catch (error) { error.code }';
    assert.equal(await run('evaluates', code), 'EROFS');
  });
  test('finds its layers under /opt, the later over the earlier, and their modules and programs', async () => {
    const code = `[fs.readFileSync("/opt/text", "utf8"), require("own"), require("node:child_process").execSync("tool").toString()]`;
    assert.deepEqual(await run('evaluates', code), ['second', 'first', 'tool\n']);
    assert.deepEqual(await run('other', 'fs.readdirSync("/opt")'), []);
  });
  test('sees neither other functions, nor the emulator, nor the homes of the host', async () => {
    const code = `["/root", "/home", "/tmp", ${JSON.stringify(workFolder)}].map((it) => fs.existsSync(it) ? fs.readdirSync(it) : [])`;
    assert.deepEqual(await run('other', code), [[], [], [], []]);
  });
  test('keeps /tmp from one invocation to the next, for itself alone', async () => {
    await run('evaluates', 'fs.writeFileSync("/tmp/kept", "1")');
    assert.deepEqual(await run('evaluates', 'fs.readdirSync("/tmp")'), ['kept']);
    assert.deepEqual(await run('other', 'fs.readdirSync("/tmp")'), []);
  });
  test('has a /tmp of its EphemeralStorage, 512 MB unless it says more', async (t) => {
    if (!sandbox.enforced || sandbox.tmp !== 'limited') return t.skip('/tmp is as large as the disk here');
    await bench.create('larger', evaluates, { EphemeralStorage: { Size: 700 } });
    const fill = (megabytes: number) =>
      `try { require("node:child_process").execSync("fallocate -l ${megabytes}M /tmp/filled 2>&1"); "fits" } catch (error) { String(error.stdout) } finally { fs.rmSync("/tmp/filled") }`;
    assert.equal(await run('other', fill(505)), 'fits');
    assert.match(String(await run('other', fill(540))), /No space left on device/);
    assert.equal(await run('larger', fill(690)), 'fits');
    assert.match(String(await run('larger', fill(735))), /No space left on device/);
  });
  test('leaves nothing of /tmp behind', async () => {
    await bench.create('brief', evaluates);
    await run('brief', 'fs.mkdirSync("/tmp/a"); fs.writeFileSync("/tmp/a/mark-of-brief", "1")');
    const files = () => globSync('**', { cwd: workFolder }).filter(isOfBrief);
    const isOfBrief = (file: string) => file.endsWith('mark-of-brief') || /tmp-\d+\.ext4$/.test(file);
    const before = files();
    assert.ok(before.length > 0);
    await bench.lambda.send(new DeleteFunctionCommand({ FunctionName: 'brief' }));
    while (before.every((it) => files().includes(it))) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  test('has /tmp still when it was reset after a crash', async () => {
    await bench.create('crashes', evaluates);
    await run('crashes', 'fs.writeFileSync("/tmp/kept", "1")');
    await bench.lambda.send(
      new InvokeCommand({ FunctionName: 'crashes', Payload: JSON.stringify({ code: 'process.exit(3)' }) }),
    );
    assert.deepEqual(await run('crashes', 'fs.readdirSync("/tmp")'), ['kept']);
  });
});

test('the host has no new folders of its own for it', {
  skip: existsSync('/var/task') && 'this host has a /var/task',
}, async () => {
  await run('other', '1');
  assert.ok(!existsSync('/var/task') && !existsSync('/var/runtime'));
});
