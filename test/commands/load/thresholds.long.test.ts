import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { LoadResult } from '../../../src/analysis/index.js';
import { kelvin, kelvinHere, temporaryFolder } from '../kelvin.js';
import { assertLoaded, countBy, handlerAt, recordedIn } from './load-run.js';

/** What a load is run for in CI: whether its thresholds hold. None here depends on how busy the machine is. */
const folder = temporaryFolder(after);
for (const name of ['slow', 'failing']) mkdirSync(join(folder, name));
const SLOW = handlerAt(join(folder, 'slow'), 'handler', 40);
const FAILING = join(folder, 'failing', 'handler.mjs');
writeFileSync(FAILING, "export const handler = async () => { throw new TypeError('always'); };\n");

const resultIn = (out: string): LoadResult => JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
const BRIEF = ['--load', 'constant 20/s 1s', '--memory', '512,1024'];

test('thresholds that hold are met at every size, and the views are written', async () => {
  const out = join(folder, 'met');
  const thresholds = ['--threshold', 'p50Duration<20s, maxMemoryUsed<500MB', '--threshold', 'errors<1%'];
  const finished = await kelvinHere(['load', SLOW, ...BRIEF, ...thresholds, '--out', out]);
  assertLoaded(finished);
  const { thresholds: verdicts, arms } = resultIn(out);
  assert.deepEqual(
    countBy(verdicts, (it) => it.verdict),
    { met: 6 },
  );
  assert.deepEqual(
    arms.map((it) => it.memorySizeMB),
    [512, 1024],
  );
  for (const file of ['report.html', 'summary.md']) assert.ok(existsSync(join(out, file)), file);
  assert.match(finished.stdout, /Written to /);
  assert.doesNotMatch(finished.stderr, /missed/);
});

test('one that does not hold makes exit code 1, and is named with each size', async () => {
  const out = join(folder, 'missed');
  const thresholds = ['--threshold', 'p50Duration<10ms, errors<1%'];
  const { code, stderr, stdout } = await kelvin(['load', SLOW, ...BRIEF, ...thresholds, '--json', '-', '--out', out]);
  assert.equal(code, 1, stderr);
  for (const size of ['512', '1,024'])
    assert.match(stderr, new RegExp(`kelvin: missed: p50Duration: <10ms at ${size} MB: \\d`));
  assert.doesNotMatch(stderr, /missed: errors/);
  assert.deepEqual(JSON.parse(stdout), resultIn(out));
});

test('a function that always fails misses a threshold on errors, and without one the load has failed', async () => {
  const out = join(folder, 'failing-load');
  const { code, stderr } = await kelvinHere(['load', FAILING, ...BRIEF, '--threshold', 'errors<50%', '--out', out]);
  assert.equal(code, 1, stderr);
  assert.match(stderr, /missed: errors: <50% at 512 MB/);
  assert.deepEqual(
    countBy(recordedIn(out).requests, (it) => it.outcome.kind),
    { 'function-error': 40 },
  );
  const other = join(folder, 'failing-load-2');
  const failed = await kelvinHere(['load', FAILING, ...BRIEF, '--memory', '512', '--out', other]);
  assert.equal(failed.code, 3, failed.stderr);
  assert.match(failed.stderr, /kelvin: the load failed at 512 MB/);
});
