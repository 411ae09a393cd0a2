import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCurves } from '../../../src/explore/index.js';

const shared = process.env.KELVIN_SHARED_DATA;
const skip = shared === undefined && 'KELVIN_SHARED_DATA names no folder with recorded durations';

test('every published set of curves is read by the rules alone', { skip }, () => {
  const tuning = join(shared ?? '', 'tuning');
  const files = readdirSync(tuning).filter((name) => name.endsWith('.csv'));
  assert.ok(files.length > 0);
  for (const path of [...files.map((name) => join(tuning, name)), join(shared ?? '', 'aws-cpu-staircase.csv')]) {
    const { curves, emptyRows } = readCurves(readFileSync(path, 'utf8'), path, { cvRatio: 0.05 });
    assert.ok(curves.length > 0, path);
    assert.equal(emptyRows, 0, path);
    assert.equal(new Set(curves.map(({ name }) => name)).size, curves.length, path);
    for (const { sizes } of curves) assert.equal(new Set(sizes.map((it) => it.memorySizeMB)).size, sizes.length, path);
  }
});
