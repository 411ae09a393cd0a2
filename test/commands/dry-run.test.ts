import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { seenSince } from '../fixtures/hidden-emulator.js';
import { ordersBehindProxy } from '../fixtures/orders-behind-proxy.js';
import { kelvinHere, NO_AWS, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
const ENV = { ...NO_AWS, AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' };
const { proxy, close } = await ordersBehindProxy();
after(close);
const where = ['--function', 'orders', '--endpoint-url', proxy.endpoint];
let first = 0;

beforeEach(() => {
  first = proxy.calls.length;
});

const seen = (): readonly string[] => seenSince(proxy, first);

/** Of the requests of a real run those that change something, by the names that AWS has for them. */
const OPERATIONS: readonly (readonly [RegExp, string])[] = [
  [/^PUT .*\/functions\/orders\/configuration/, 'UpdateFunctionConfiguration'],
  [/^POST .*\/functions\/orders\/versions/, 'PublishVersion'],
  [/^POST .*\/functions\/orders\/aliases/, 'CreateAlias'],
  [/^DELETE .*\/functions\/orders\/aliases/, 'DeleteAlias'],
  [/^DELETE .*\/functions\/orders\?Qualifier/, 'DeleteFunction'],
];
const changesIn = (seen: readonly string[]): string[] =>
  seen
    .filter((it) => !/^GET |\/invocations/.test(it))
    .map((it) => OPERATIONS.find(([pattern]) => pattern.test(it))?.[1] ?? it);
const READS = /reads( \(until it is ready\))?$/;
const changesTold = (stdout: string): string[] =>
  [...stdout.matchAll(/^ *\d+\. lambda:(\w+) (.*)$/gm)]
    .filter(([, operation, rest = '']) => operation !== 'Invoke' && !READS.test(rest))
    .flatMap(([, operation = '', rest = '']) =>
      Array.from({ length: Number(/\((\d+) times\)$/.exec(rest)?.[1] ?? 1) }, () => operation),
    );

test('load --dry-run tells each change that the load then makes, in its order, and makes none', async () => {
  const load = ['load', ...where, '--load', 'burst 3', '--memory', '256,512', '--seed', '4', '--yes'];
  const told = await kelvinHere([...load, '--dry-run'], { env: ENV });
  assert.equal(told.code, 0, told.stderr);
  assert.match(told.stdout, /Nothing is changed or invoked \(--dry-run\)/);
  assert.match(told.stdout, /sends about 6 requests to .*, about \$/);
  assert.deepEqual(changesIn(seen()), []);
  assert.ok(!seen().some((it) => it.includes('/invocations')));
  first = proxy.calls.length;
  const done = await kelvinHere([...load, '--out', join(folder, 'done')], { env: ENV });
  assert.notEqual(done.code, 70, done.stderr);
  assert.ok(changesIn(seen()).length >= 8, seen().join());
  assert.deepEqual(changesTold(told.stdout), changesIn(seen()));
});

test('tune --dry-run tells what a visit does and how many there may be, and leaves no folder', async () => {
  const out = join(folder, 'tuned');
  const { code, stdout, stderr } = await kelvinHere(['tune', ...where, '--dry-run', '--out', out], { env: ENV });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /At each visit to a memory size \(5 to 20 in all, among 128 MB to 10,240 MB/);
  assert.match(stdout, /lambda:UpdateFunctionConfiguration orders: sets \$LATEST to 128 MB/);
  assert.match(stdout, /lambda:UpdateFunctionConfiguration orders: sets \$LATEST to 640 MB/);
  assert.match(stdout, /lambda:Invoke orders: 15 to 80 times over all visits/);
  assert.match(stdout, / and \$[\d.e-]+ to \$[\d.]+ at the list price of AWS \(this machine takes nothing\)/);
  assert.match(stdout, /lambda:DeleteFunction orders: deletes the version that the run has published/);
  assert.deepEqual(changesIn(seen()), []);
  assert.equal(existsSync(out), false);
});

test('--dry-run with --read-only tells of reads and invocations alone, and refuses what the run itself would', async () => {
  const load = ['load', ...where, '--read-only', '--load', 'burst 3', '--dry-run'];
  const tune = ['tune', ...where, '--read-only', '--dry-run'];
  for (const args of [tune, load]) {
    const { code, stdout, stderr } = await kelvinHere(args, { env: ENV });
    assert.equal(code, 0, stderr);
    assert.deepEqual(changesTold(stdout), [], stdout);
    assert.match(stdout, /640 MB/);
    assert.match(stdout, /lambda:Invoke orders: /);
  }
  const refused = [
    [...tune, '--memory', '512'],
    [...tune, '--copy'],
    [...load, '--via', 'function-url'],
    ['check', ...where, '--read-only', '--dry-run'],
  ];
  for (const args of refused) assert.equal((await kelvinHere(args, { env: ENV })).code, 2, args.join(' '));
});

test('load --dry-run names the copy that would be invoked, and by what a function URL is', async () => {
  const load = ['load', ...where, '--load', 'burst 3', '--dry-run'];
  assert.match(
    (await kelvinHere([...load, '--copy'], { env: ENV })).stdout,
    /lambda:Invoke kelvin-orders-\S+: about 3 times/,
  );
  const { stdout } = await kelvinHere([...load, '--via', 'function-url'], { env: ENV });
  assert.match(stdout, /lambda:InvokeFunctionUrl orders: about 3 times/);
  assert.match(stdout, /makes the alias kelvin-[0-9a-f]{12}, which leads to the version that the run has published/);
});

test('check --dry-run tells of the copies that it would make and delete', async () => {
  const sides = ['--base', 'function:orders:$LATEST', '--head', 'function:orders:$LATEST'];
  const address = ['--endpoint-url', proxy.endpoint];
  const { code, stdout, stderr } = await kelvinHere(['check', ...sides, ...address, '--dry-run'], { env: ENV });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /lambda:CreateFunction kelvin-\S+: makes the function/);
  assert.match(stdout, /lambda:Invoke kelvin-orders-head-\S+: its share of/);
  assert.match(stdout, /lambda:DeleteFunction kelvin-\S+: deletes the function/);
  assert.deepEqual(changesIn(seen()), []);
});

test('tune --dry-run tells of hooks, and runs none', async () => {
  const hooks = ['--before', 'function:seed', '--after', `touch ${join(folder, 'hooked')}`];
  const told = await kelvinHere(['tune', ...where, '--memory', '256,512', '--cold', '1', ...hooks, '--dry-run'], {
    env: ENV,
  });
  assert.equal(told.code, 0, told.stderr);
  assert.match(told.stdout, /hooks: a function before and a command after each invocation, not measured/);
  assert.match(told.stdout, /lambda:Invoke seed: before each invocation, as a hook/);
  assert.ok(!existsSync(join(folder, 'hooked')));
  assert.ok(seen().every((it) => !it.includes('/invocations')));
});
