import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { kelvinHere, ROOT, temporaryFolder } from './kelvin.js';

const EXAMPLE = join(ROOT, 'reports', 'example');
const folder = temporaryFolder(after);

test('the committed example is what its recording gives today', async () => {
  const recording = join(folder, 'recording.jsonl');
  copyFileSync(join(EXAMPLE, 'recording.jsonl'), recording);
  const { code, stderr } = await kelvinHere(['report', recording]);
  assert.equal(code, 0, stderr);
  for (const view of ['result.json', 'summary.md', 'report.html']) {
    const today = readFileSync(join(folder, view), 'utf8');
    if (process.env.KELVIN_UPDATE_GOLDEN === '1') writeFileSync(join(EXAMPLE, view), today);
    else
      assert.ok(
        today === readFileSync(join(EXAMPLE, view), 'utf8'),
        `${view} differs: KELVIN_UPDATE_GOLDEN=1 writes it`,
      );
  }
});
