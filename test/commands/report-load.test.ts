import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { LoadRecordingWriter } from '../../src/recording/index.js';
import { STORY_HEADER, storyLines } from '../fixtures/load-story.js';
import { kelvin } from './kelvin.js';

describe('kelvin report of the recording of a load', () => {
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kelvin-report-load-'));
    const writer = LoadRecordingWriter.create(join(folder, 'recording.jsonl'), STORY_HEADER);
    writer.append(storyLines());
    writer.close();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('makes all three views again, the same bytes each time', async () => {
    const made = async () => {
      const { code, stderr } = await kelvin(['report', folder]);
      assert.equal(code, 0, stderr);
      return ['report.html', 'summary.md', 'result.json'].map((name) => readFileSync(join(folder, name), 'utf8'));
    };
    const [html, markdown, json] = (await made()) as [string, string, string];
    assert.match(html, /<title>checkout-rush: Kelvin load<\/title>/);
    assert.match(markdown, /\*\*Thresholds: \d+ of 12 met\*\*/);
    assert.equal(JSON.parse(json).kind, 'load');
    assert.deepEqual(await made(), [html, markdown, json]);
  });

  it('prices it anew as of another day', async () => {
    const done = await kelvin(['report', folder, '--json', '-', '--as-of', '2026-09-15']);
    assert.equal(done.code, 0, done.stderr);
    assert.match(JSON.parse(done.stdout).priceBook.id, /^eu-central-1/);
  });
});
