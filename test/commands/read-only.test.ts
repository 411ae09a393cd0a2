import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { openLoadRecording, readRecording } from '../../src/recording/index.js';
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
const READ_OR_INVOKE = /^GET |^POST \/2015-03-31\/functions\/[^/]+\/invocations/;
const changes = (): string[] => seen().filter((it) => !READ_OR_INVOKE.test(it));

test('tune --read-only measures the function at the size it has, and sends nothing but reads and invocations', async () => {
  const out = join(folder, 'tune');
  const run = await kelvinHere(['tune', ...where, '--read-only', '--cold', '1', '--warm', '3', '--out', out], {
    env: ENV,
  });
  assert.match(run.stderr, /nothing is changed \(--read-only\): measured at 640 MB, the size it has/);
  const { measurements, header, end } = readRecording(join(out, 'recording.jsonl'));
  assert.equal(end?.reason, 'complete', run.stderr);
  assert.ok(measurements.length >= 4 && measurements.every((it) => it.memorySizeMB === 640));
  assert.deepEqual(header.scenario.memorySizesMB, [640]);
  assert.deepEqual(changes(), []);
  assert.ok(seen().some((it) => it.includes('/invocations?Qualifier=%24LATEST')));
  assert.equal(existsSync(join(out, 'restore.jsonl')), false);
});

test('load --read-only puts the function under load as it is, and changes nothing', async () => {
  const out = join(folder, 'load');
  const load = ['--load', 'constant 10/s 1s', '--max-concurrency', '5'];
  const run = await kelvinHere(['load', ...where, '--read-only', ...load, '--yes', '--out', out], { env: ENV });
  assert.match(run.stdout, /never more than 5 invocations at once \(as --max-concurrency allows\)/, run.stderr);
  const lines = [...openLoadRecording(join(out, 'recording.jsonl')).lines()];
  assert.equal(lines.filter((it) => it.type === 'request').length, 10);
  assert.deepEqual(changes(), []);
});

test('what cannot be done by reading and invoking alone is refused before anything is sent', async () => {
  const cases = [
    [
      ['tune', ...where, '--read-only', '--memory', '512'],
      /--memory 512 needs the function's memory size to be changed/,
    ],
    [
      ['tune', ...where, '--read-only', '--max-invocations', '20'],
      /--max-invocations limits a choice between memory sizes/,
    ],
    [['tune', 'scenarios/cpu-bound.yaml', '--read-only'], /with --read-only nothing is made/],
    [['load', ...where, '--read-only', '--load', 'burst 1', '--via', 'function-url'], /no function URL is made/],
    [['tune', ...where, '--read-only', '--copy'], /--copy has a copy of the function made/],
    [['check', ...where, '--read-only'], /a check measures copies of both versions/],
  ] as const;
  for (const [args, words] of cases) {
    const run = await kelvinHere([...args, '--out', join(folder, 'refused')], { env: ENV });
    assert.equal(run.code, 2, run.stderr);
    assert.match(run.stderr, words);
  }
  assert.deepEqual(seen(), []);
});

test('a burst of more than a tenth of what is unreserved is refused, and sent where it is allowed', async () => {
  const load = (extra: string[], out: string) =>
    kelvinHere(
      ['load', ...where, '--read-only', '--load', 'burst 150', '--yes', '--out', join(folder, out), ...extra],
      {
        env: ENV,
      },
    );
  const refused = await load([], 'burst');
  assert.equal(refused.code, 2, refused.stderr);
  assert.match(
    refused.stderr,
    /needs 150 invocations at once, and 100 may be: a tenth of the 1,000 that are unreserved/,
  );
  assert.match(refused.stderr, /--max-concurrency 150/);
  assert.ok(!seen().some((it) => it.includes('/invocations')));
});
