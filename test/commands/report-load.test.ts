import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { LoadRecordingWriter } from '../../src/recording/index.js';
import { milliseconds } from '../../src/units/index.js';
import { STORY_HEADER, storyLines } from '../fixtures/load-story.js';
import { kelvinHere } from './kelvin.js';

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
      const { code, stderr } = await kelvinHere(['report', folder]);
      assert.equal(code, 0, stderr);
      return ['report.html', 'summary.md', 'result.json'].map((name) => readFileSync(join(folder, name), 'utf8'));
    };
    const [html, markdown, json] = (await made()) as [string, string, string];
    assert.match(html, /<title>checkout-rush: Kelvin load<\/title>/);
    assert.match(markdown, /\*\*Thresholds: \d+ of 12 met\*\*/);
    assert.equal(JSON.parse(json).kind, 'load');
    assert.deepEqual(await made(), [html, markdown, json]);
  });

  it('leaves out what no load can have had, and counts it', async () => {
    const tampered = join(folder, 'tampered');
    const lines = [...storyLines()];
    const last = lines.findLast((it) => it.type === 'request' && it.outcome.kind === 'answered');
    if (last?.type !== 'request') assert.fail('there is no answer');
    const writer = LoadRecordingWriter.create(join(tampered, 'recording.jsonl'), STORY_HEADER);
    const after = milliseconds(last.dueMs + (last.latencyMs ?? 0) + 1);
    const far = [milliseconds(1e308), milliseconds(1e15)];
    writer.append([...lines, { ...last, sentMs: after }, ...far.map((dueMs) => ({ ...last, dueMs }))]);
    writer.close();
    const { code, stderr } = await kelvinHere(['report', tampered]);
    assert.equal(code, 0, stderr);
    const { unreadableLines } = JSON.parse(readFileSync(join(tampered, 'result.json'), 'utf8'));
    assert.equal(unreadableLines, 3);
    assert.match(readFileSync(join(tampered, 'summary.md'), 'utf8'), /3 lines of the recording cannot be read/);
  });

  it('prices it anew as of another day', async () => {
    const done = await kelvinHere(['report', folder, '--json', '-', '--as-of', '2026-09-15']);
    assert.equal(done.code, 0, done.stderr);
    assert.match(JSON.parse(done.stdout).priceBook.id, /^eu-central-1/);
  });
});
