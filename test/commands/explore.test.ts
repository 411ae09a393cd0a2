import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { resultSchema } from '../../src/analysis/index.js';
import { readRecording } from '../../src/recording/index.js';
import { assertDone } from './assert-done.js';
import { kelvinHere, linesOf, startKelvin, temporaryFolder, until } from './kelvin.js';

/** Runs that choose themselves what to measure, on real processes, as far as it does not hang on how fast the machine is. */
const folder = temporaryFolder(after);
mkdirSync(join(folder, 'code'));
const HANDLER = join(folder, 'code', 'handler.mjs');
writeFileSync(HANDLER, "export const handler = () => new Promise((resolve) => setTimeout(resolve, 20, 'done'));\n");
const recordingIn = (out: string) => readRecording(join(out, 'recording.jsonl'));

test('explores where nobody says how often to measure, says before it begins what it may take, and keeps to its bound', async () => {
  const out = join(folder, 'bounded');
  const bounds = ['--memory', '256,512,1024', '--max-invocations', '14', '--regret', '0.1%'];
  const finished = await kelvinHere(['tune', HANDLER, ...bounds, '--out', out]);
  assertDone(finished);
  assert.match(
    finished.stdout.replaceAll(/\s+/g, ' '),
    /this run makes about 14 invocations, and takes .* if each lasts 10 ms to 1 s; it ends at 14 invocations at the latest/,
  );
  const { header, measurements, end } = recordingIn(out);
  assert.deepEqual(header.scenario.exploration, { regretRatio: 0.001, confidenceRatio: 0.95, maxInvocations: 14 });
  assert.ok(measurements.length <= 14 && measurements.length > 2, `${measurements.length} invocations`);
  assert.ok(end?.reason === 'complete' && end.exploration !== undefined, JSON.stringify(end));
  const result = resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')));
  assert.equal(result.exploration?.stopped, end.exploration);
  if (result.recommendation !== null) {
    const isDecided = result.exploration?.isDecided === true;
    assert.match(result.recommendation.reason, /; found with \d+ invocations, \$/);
    assert.equal(/not the 0\.1 % asked for/.test(result.recommendation.reason), !isDecided);
    assert.equal(
      result.warnings.some(({ code }) => code === 'regret-undecided'),
      !isDecided,
    );
  }
  const sizes = new Set(measurements.map((it) => it.memorySizeMB));
  assert.deepEqual(new Set(result.sizes.map((it) => it.memorySizeMB)), sizes);
});

test('a budget that nothing fits into measures nothing, and says so', async () => {
  const out = join(folder, 'poor');
  const { code, stdout } = await kelvinHere(['tune', HANDLER, '--budget', '$0.0000001', '--out', out]);
  assert.equal(code, 4, stdout);
  const { measurements, end } = recordingIn(out);
  assert.deepEqual([measurements.length, end?.exploration], [0, 'budget']);
});

test('SIGINT in the middle of exploring: what was measured is reported, and why it ended is not made up', async () => {
  const out = join(folder, 'interrupted');
  const run = startKelvin(['tune', HANDLER, '--memory', '256-1024', '--regret', '0.1%', '--out', out]);
  await until(`measuring (${run.output()})`, () => linesOf(join(out, 'recording.jsonl')) > 4);
  run.child.kill('SIGINT');
  const { code } = await run.finished;
  assert.equal(code, 130);
  const { measurements, end, unreadable } = recordingIn(out);
  assert.ok(measurements.length >= 4);
  assert.deepEqual([end?.reason, end?.exploration, unreadable], ['interrupted', undefined, []]);
  const result = resultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')));
  assert.equal(result.exploration?.stopped, null);
});
