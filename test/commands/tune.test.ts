import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { resultSchema } from '../../src/analysis/index.js';
import { readRecording } from '../../src/recording/index.js';
import { assertDone } from './assert-done.js';
import { type Finished, kelvin, kelvinHere, NO_AWS, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
mkdirSync(join(folder, 'code'));
const HANDLER = join(folder, 'code', 'handler.mjs');
writeFileSync(HANDLER, 'export const handler = async (event) => ({ seen: event });\n');
const SMALL = ['--memory', '256,512', '--cold', '2', '--warm', '4', '--seed', '3'];
const LEAST = ['--memory', '512', '--cold', '1', '--warm', '6'];
const VIEWS = ['report.html', 'result.json', 'summary.md'];

/** Two runs with one seed: told as text, with no place named for its files, and told as JSON. */
let plain: Finished;
let run: string;
let asJson: Finished;
const JSON_OUT = join(folder, 'json');
before(async () => {
  plain = await kelvin(['tune', HANDLER, ...SMALL], { cwd: folder });
  const [name = ''] = readdirSync(join(folder, 'reports'));
  run = join(folder, 'reports', name);
  asJson = await kelvinHere(['tune', HANDLER, ...SMALL, '--out', JSON_OUT, '--json', '-']);
});

test('tunes a handler without a scenario file, and writes recording, result, report and summary', () => {
  assertDone(plain, folder);
  const name = basename(run);
  assert.match(name, /^code-\d{4}-\d\d-\d\d-\d{6}$|^handler-\d{4}-\d\d-\d\d-\d{6}$/);
  const files = readdirSync(run).sort();
  assert.deepEqual(files, ['recording.jsonl', ...VIEWS].sort());
  for (const file of files) assert.ok(plain.stdout.includes(join('reports', name, file)), `${file} is not named`);
  const { header, measurements, end } = readRecording(join(run, 'recording.jsonl'));
  assert.equal(header.target.network, 'host');
  assert.doesNotMatch(plain.stdout, /without network/);
  // More where the machine is noisy: what it disturbed is measured again.
  assert.ok(measurements.length >= 12);
  assert.equal(end?.reason, 'complete');
  for (const { outcome, intended } of measurements) {
    assert.ok(outcome.kind === 'completed');
    assert.equal(outcome.report.initDurationMs !== undefined, intended === 'cold');
  }
});

test('report makes every view again, byte for byte', async () => {
  const before = VIEWS.map((view) => readFileSync(join(run, view)));
  for (const view of VIEWS) rmSync(join(run, view));
  const { code } = await kelvin(['report', join(run, 'recording.jsonl'), '--html', '--markdown', '--json']);
  assert.equal(code, 0);
  VIEWS.forEach((view, index) => {
    assert.ok(before[index]?.equals(readFileSync(join(run, view))), `${view} differs`);
  });
});

test('report takes a folder, other names, and prints JSON alone on standard output', async () => {
  const { stdout, code } = await kelvinHere(['report', run, '--json', '-', '--html', join(folder, 'other.html')]);
  assert.equal(code, 0);
  resultSchema.parse(JSON.parse(stdout));
  assert.ok(readFileSync(join(folder, 'other.html'), 'utf8').startsWith('<!doctype html>'));
});

test('--json - leaves nothing but the result on standard output', () => {
  const { stdout, stderr } = asJson;
  assertDone(asJson);
  const result = resultSchema.parse(JSON.parse(stdout));
  assert.ok(result.spent.invocations >= 12);
  assert.match(stderr, /recording\.jsonl/);
});

test('without a terminal there are no cursor codes and no colours, and lines fit 80 columns', () => {
  const { stdout } = plain;
  assert.ok(!stdout.includes('\u001b'));
  assert.deepEqual(
    stdout.split('\n').filter((line) => line.length > 80),
    [],
  );
});

test('the same seed visits the sizes in the same order', () => {
  const order = (out: string) =>
    readRecording(join(out, 'recording.jsonl'))
      .measurements.slice(0, 12)
      .map((it) => it.memorySizeMB);
  assert.deepEqual(order(run), order(JSON_OUT));
});

test('with several at a time as many environments start cold, and the warm ones asked for are warm', async () => {
  const out = join(folder, 'concurrent');
  // A cold start takes a second, so that one has not answered yet when the last of the three comes to a busy machine.
  const slow = join(folder, 'slow-at-first.mjs');
  writeFileSync(
    slow,
    `let isFirst = true;
export const handler = async () => {
  if (isFirst) await new Promise((resolve) => setTimeout(resolve, 1000));
  isFirst = false;
};
`,
  );
  const counts = ['--memory', '512', '--concurrency', '3', '--cold', '2', '--warm', '9'];
  assertDone(await kelvinHere(['tune', slow, ...counts, '--out', out]));
  const { measurements } = readRecording(join(out, 'recording.jsonl'));
  const starts = measurements
    .filter(({ block }) => block < 2)
    .map(({ outcome, intended }) => {
      assert.ok(outcome.kind === 'completed');
      return [intended, outcome.report.initDurationMs === undefined ? 'warm' : 'cold'];
    });
  assert.equal(starts.filter(([intended]) => intended === 'cold').length, 6);
  assert.deepEqual(
    starts.filter(([intended, was]) => intended !== was),
    [],
  );
});

test('payloads and environment values never get into the recording', async () => {
  const scenario = join(folder, 'secret.yaml');
  writeFileSync(
    scenario,
    [
      'name: secret',
      'function:',
      '  code: code',
      '  handler: handler.handler',
      '  runtime: nodejs24.x',
      '  environment: { API_KEY: top-secret-value }',
      'payload: { name: login, json: { password: hunter2 } }',
    ].join('\n'),
  );
  const out = join(folder, 'secret');
  assertDone(await kelvinHere(['tune', scenario, ...LEAST, '--out', out]));
  for (const file of readdirSync(out)) {
    const text = readFileSync(join(out, file), 'utf8');
    assert.ok(!/top-secret-value|hunter2|\b000000000000\b/.test(text), `${file} holds a secret`);
  }
  assert.deepEqual(readRecording(join(out, 'recording.jsonl')).header.function.environmentNames, ['API_KEY']);
});

test('a folder whose name no function may have is tuned all the same, in a region without prices by those of us-east-1', async () => {
  const odd = join(folder, 'my app.v2 ü');
  mkdirSync(odd);
  const handler = join(odd, 'index.mjs');
  writeFileSync(handler, 'export const handler = async () => 1;\n');
  const env = { ...NO_AWS, AWS_REGION: 'il-central-1' };
  const out = join(folder, 'unpriced');
  const finished = await kelvinHere(['tune', handler, ...LEAST, '--out', out], { cwd: folder, env });
  const { stderr } = finished;
  assertDone(finished, folder);
  assert.match(stderr, /no prices are known for il-central-1;.*the emulator takes those of us-east-1; --region/);
  assert.equal(readRecording(join(out, 'recording.jsonl')).header.target.region, 'us-east-1');
  const named = await kelvinHere(['tune', handler, ...LEAST, '--region', 'il-central-1', '--out', out]);
  assert.equal(named.code, 2);
});
