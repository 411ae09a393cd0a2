import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CreateAliasCommand, DeleteAliasCommand } from '@aws-sdk/client-lambda';
import { isLinux, kelvin, kelvinHere, NO_AWS, startKelvin, temporaryFolder, until } from './kelvin.js';
import { assertLoaded, emulatedAccount, loadUntilSending } from './load/load-run.js';

/** Two runs on one function, and what a run that died has left. */
const folder = temporaryFolder(after);
const onLinux = { skip: isLinux ? false : 'processes are found through /proc' };
const { account } = await emulatedAccount(after);
await account.make('orders', 5);
const { env } = account;

const LONG = ['--function', 'orders', '--memory', '512', '--load', 'constant 20/s 60s'];
const SHORT = ['load', '--function', 'orders', '--load', 'constant 20/s 1s'];
const locks = (): readonly string[] => {
  const path = join(`${NO_AWS.XDG_STATE_HOME}`, 'kelvin', 'locks');
  return existsSync(path) ? readdirSync(path) : [];
};

/** Ends a run and all that would put the function back. */
async function killWhole(out: string): Promise<void> {
  const run = await loadUntilSending(LONG, out, env);
  const caretakers = execFileSync('pgrep', ['-f', `restore ${join(out, 'restore.jsonl')}`], { encoding: 'utf8' });
  for (const pid of caretakers.trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
  run.child.kill('SIGKILL');
  await run.finished;
  assert.ok(existsSync(join(out, 'restore.jsonl')) && locks().length === 1);
}

test('a second run is refused in words, and waits for the first where that is asked', async () => {
  const before = await account.state('orders');
  const first = await loadUntilSending(LONG, join(folder, 'first'), env);
  const { code, stderr } = await kelvin([...SHORT, '--out', join(folder, 'second')], { env });
  assert.equal(code, 3, stderr);
  assert.match(stderr, /another run of Kelvin is changing orders \(process \d+ of this machine, since .*\)/);
  assert.match(stderr, /hint: wait for it with --wait 30m, or measure a copy with --copy/);
  assert.match(stderr, /kelvin: orders was not changed by this run\n$/);
  assert.ok(!existsSync(join(folder, 'second')));
  const restoring = await kelvinHere(['restore', join(folder, 'first')], { env });
  assert.equal(restoring.code, 2, 'a run that goes on puts the function back itself');
  assert.match(restoring.stderr, /its run is going on \(process \d+\)/);
  const waiting = startKelvin([...SHORT, '--wait', '2m', '--out', join(folder, 'third')], { env });
  await until('waiting', () => waiting.output().includes('waiting for another run on orders to end'));
  first.child.kill('SIGINT');
  const ended = await first.finished;
  assert.equal(ended.code, 130);
  assert.match(ended.stderr, /kelvin: orders is as it was before the run\n$/);
  assertLoaded(await waiting.finished);
  assert.deepEqual(await account.state('orders'), before);
  assert.deepEqual(locks(), []);
});

test('a run on another machine is refused too: by the alias alone', async () => {
  const marked =
    'kelvin aaaaaaaaaaaa {"host":"build-7","since":"2026-11-27T06:00:00.000Z","memorySizeMB":640,"end":""}';
  const alias = { FunctionName: 'orders', Name: 'kelvin-run' };
  await account.client.send(new CreateAliasCommand({ ...alias, FunctionVersion: '$LATEST', Description: marked }));
  const before = await account.state('orders');
  const { code, stderr } = await kelvinHere([...SHORT, '--out', join(folder, 'elsewhere')], { env });
  assert.equal(code, 3, stderr);
  assert.match(stderr, /another run of Kelvin is changing orders \(on build-7, since 2026-11-27T06:00:00.000Z\)/);
  assert.match(stderr, /"kelvin restore --function orders" cleans up after it/);
  const unasked = await kelvinHere(['restore', '--function', 'orders'], { env });
  assert.equal(unasked.code, 2);
  assert.match(
    unasked.stderr,
    /a run of Kelvin on build-7 has held orders since .*; if it still goes on, it will fail/,
  );
  assert.deepEqual(await account.state('orders'), before);
  const { stdout } = await kelvinHere(['restore', '--function', 'orders', '--yes'], { env });
  assert.match(stdout, /orders is as it was before the run/);
  const again = await kelvinHere(['restore', '--function', 'orders'], { env });
  assert.match(again.stdout, /no run of Kelvin holds orders: there is nothing to put back/);
});

test('a clean-up of a dead run on another machine is waited for like a run, and taken over where that is said', async () => {
  const marked =
    'kelvin aaaaaaaaaaaa {"claim":"7:1:ab","host":"build-7","since":"2026-11-27T06:00:00.000Z","memorySizeMB":128,"end":""}';
  const alias = { FunctionName: 'orders', Name: 'kelvin-run' };
  const before = await account.state('orders');
  await account.client.send(new CreateAliasCommand({ ...alias, FunctionVersion: '$LATEST', Description: marked }));
  const { code, stderr } = await kelvin([...SHORT, '--out', join(folder, 'claimed')], { env });
  assert.equal(code, 3, stderr);
  assert.match(
    stderr,
    /changing orders \(which has died; a process of build-7 has been cleaning up after it since 2026-11-27T06/,
  );
  const { stdout } = await kelvin(['restore', '--function', 'orders', '--yes'], { env });
  assert.match(stdout, /orders is as it was before the run/);
  assert.deepEqual(await account.state('orders'), before);
});

test("an alias of the lock's name that somebody else has made is left alone, by every command", async () => {
  const alias = { FunctionName: 'orders', Name: 'kelvin-run' };
  await account.client.send(new CreateAliasCommand({ ...alias, FunctionVersion: '$LATEST', Description: 'mine' }));
  const before = await account.state('orders');
  for (const args of [
    [...SHORT, '--out', join(folder, 'foreign')],
    ['restore', '--function', 'orders', '--yes'],
  ]) {
    assert.equal((await kelvinHere(args, { env })).code, 3);
  }
  assert.deepEqual(await account.state('orders'), before);
  await account.client.send(new DeleteAliasCommand(alias));
});

test('a journal is kept where it is asked for its function at the wrong place', onLinux, async () => {
  const out = join(folder, 'astray');
  await killWhole(out);
  const path = join(out, 'restore.jsonl');
  const away = await kelvinHere(['restore', out, '--region', 'eu-west-1'], { env });
  assert.equal(away.code, 3, away.stdout);
  assert.match(away.stderr, /there is no function orders in eu-west-1 for these credentials, so nothing was put back/);
  const text = readFileSync(path, 'utf8');
  // As a run on AWS itself would have written it.
  writeFileSync(path, text.replace(/"endpoint":"[^"]*",/, ''));
  const other = await kelvinHere(['restore', out], { env });
  assert.equal(other.code, 3, other.stdout);
  assert.match(other.stderr, /its run was on AWS, and the environment or the profile names http/);
  writeFileSync(path, text);
  assert.equal((await kelvinHere(['restore', out], { env })).code, 0);
  assert.ok(!existsSync(path));
});

test('the next run finishes the clean-up of one that died with its caretaker, and says so first', onLinux, async () => {
  const before = await account.state('orders');
  const out = join(folder, 'dead');
  await killWhole(out);
  assert.notDeepEqual(await account.state('orders'), before);
  const finished = await kelvin([...SHORT, '--out', join(folder, 'next')], { env });
  assertLoaded(finished);
  assert.match(
    finished.stderr,
    /a run on orders that began at .* was ended before it could put it back: that is done first/,
  );
  assert.deepEqual(await account.state('orders'), before);
  assert.ok(!existsSync(join(out, 'restore.jsonl')));
  assert.deepEqual(locks(), []);
});

test(
  'with its journal lost too, kelvin restore --function cleans up from what is at the function',
  onLinux,
  async () => {
    const before = await account.state('orders');
    const out = join(folder, 'lost');
    await killWhole(out);
    rmSync(out, { recursive: true });
    const { code, stdout, stderr } = await kelvinHere(['restore', '--function', 'orders'], { env });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /orders is as it was before the run/);
    assert.deepEqual(await account.state('orders'), before);
    assert.deepEqual(locks(), []);
  },
);

test(
  'a journal that is damaged keeps neither kelvin restore --function nor the next run from it',
  onLinux,
  async () => {
    const before = await account.state('orders');
    for (const [name, args] of [
      ['restored', ['restore', '--function', 'orders']],
      ['gone-on', [...SHORT, '--out', join(folder, 'after-damage')]],
    ] as const) {
      const out = join(folder, name);
      await killWhole(out);
      const journal = join(out, 'restore.jsonl');
      writeFileSync(journal, readFileSync(journal, 'utf8').slice(7));
      const alone = await kelvinHere(['restore', out], { env });
      assert.match(alone.stderr, /damaged.*\n.*"kelvin restore --function NAME" puts back by what the run left/);
      const { stderr } = await kelvinHere(args, { env });
      assert.match(stderr, /What the run has left is told by the function/);
      assert.deepEqual(await account.state('orders'), before);
      assert.deepEqual(locks(), []);
    }
  },
);

test('kelvin restore --function takes a function as a whole', async () => {
  const qualified = await kelvinHere(['restore', '--function', 'orders:live', '--yes'], { env });
  assert.equal(qualified.code, 2);
  assert.match(qualified.stderr, /hint: kelvin restore --function orders\n/);
  assert.equal((await kelvinHere(['restore', '--function', 'no name', '--yes'], { env })).code, 2);
});

test('a machine that keeps no state locks by the alias alone, and says so', onLinux, async () => {
  const before = await account.state('orders');
  const nowhere = { ...env, XDG_STATE_HOME: '/proc/nowhere' };
  const finished = await kelvinHere([...SHORT, '--out', join(folder, 'stateless')], { env: nowhere });
  assertLoaded(finished);
  assert.match(
    finished.stderr,
    /orders is locked by its alias alone: \/proc\/nowhere\/kelvin\/locks cannot be written \(ENOENT\)/,
  );
  assert.deepEqual(await account.state('orders'), before);
});
