import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type HistoryResult, historyResultSchema } from '../../src/analysis/index.js';
import { CheckRecordingWriter, LoadRecordingWriter, RecordingWriter } from '../../src/recording/index.js';
import { historyOf, nights } from '../fixtures/history.js';
import { STORY_HEADER } from '../fixtures/load-story.js';
import { kelvin, kelvinHere } from './kelvin.js';

describe('kelvin history', () => {
  let folder = '';
  const run = (...args: string[]) => kelvinHere(['history', ...args], { cwd: folder });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kelvin-history-'));
    const days = nights(10, (day) => ({ head: day < 6 ? 'a' : 'b', ...(day < 2 ? {} : { base: 'a' }) }));
    for (const it of historyOf(days, { a: 100, b: 140 })) {
      const path = join(folder, it.path);
      if (it.kind === 'check') {
        const writer = CheckRecordingWriter.create(path, it.recording.header);
        for (const line of it.recording.measurements) writer.append(line);
        writer.close();
      } else {
        const writer = RecordingWriter.create(path, it.recording.header);
        for (const line of it.recording.measurements) writer.append(line);
        writer.close();
      }
    }
    LoadRecordingWriter.create(join(folder, 'reports/load/recording.jsonl'), STORY_HEADER).close();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('reads a folder of runs and checks, leaves a load out and says so, and exits 0', async () => {
    const { code, stdout, stderr } = await kelvin(['history', 'reports'], { cwd: folder });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /8 checks and 2 runs from 2026-09-01 to 2026-09-10/);
    assert.match(stdout, /● Your code moved between 2026-09-06 and 2026-09-07, code aaaaaaa to bbbbbbb/);
    assert.match(stdout.replace(/\s+/g, ' '), /reports\/load\/recording.jsonl is the recording of a load/);
    assert.ok(!existsSync(join(folder, 'history.html')), 'nothing is written that was not asked for');
  });

  it('finds baselines that were kept under names of their own, and no other lines of JSON', async () => {
    const kept = join(folder, 'kept');
    mkdirSync(kept);
    copyFileSync(join(folder, 'reports/01/recording.jsonl'), join(kept, 'before.jsonl'));
    writeFileSync(join(kept, 'events.jsonl'), '{"type":"event"}\n');
    const { code, stdout, stderr } = await run('kept');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /1 run of 2026-09-01/);
    assert.doesNotMatch(stdout, /left out/);
  });

  it('prints JSON alone on standard output, in whatever order recordings are named', async () => {
    const named = ['reports/03/recording.jsonl', 'reports/01', 'reports/10', 'reports/02'];
    const one = await run(...named, '--json', '-');
    const other = await run(...named.reverse(), '--json', '-');
    assert.equal(one.code, 0, one.stderr);
    const result: HistoryResult = historyResultSchema.parse(JSON.parse(one.stdout));
    assert.equal(result.sessions.length, 4);
    assert.equal(other.stdout, one.stdout);
    assert.match(one.stderr, /Kelvin history/);
  });

  it('writes the views that are asked for, and only the metrics and sizes', async () => {
    const args = ['--html', '--markdown', 'out.md', '--metric', 'initDuration', '--memory', '512'];
    const { code, stdout, stderr } = await run('reports', ...args);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Written:\n {2}history.html\n {2}out.md\n/);
    assert.match(readFileSync(join(folder, 'history.html'), 'utf8'), /<title>orders: Kelvin history<\/title>/);
    assert.doesNotMatch(readFileSync(join(folder, 'out.md'), 'utf8'), /warm Duration/);
  });

  it('says everything that is not there at once, and what it does not know', async () => {
    const missing = await run('nowhere', 'reports', 'neither');
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /nowhere: there is no such file or folder[\s\S]*neither: there is no such file/);
    const empty = join(folder, 'empty', 'deep');
    mkdirSync(empty, { recursive: true });
    assert.match((await run('empty')).stderr, /there is no recording.jsonl in it or below/);
    const unknown = await run('reports', '--metric', 'initDuratoin');
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /did you mean initDuration\?/);
    const none = await run('reports', '--memory', '4096', '--metric', 'initDuration');
    assert.equal(none.code, 2);
    assert.match(none.stderr, /nothing to follow/);
    const load = await run('reports/load');
    assert.equal(load.code, 2);
    assert.match(load.stderr, /is the recording of a load/);
  });

  it('goes on where one file of many is no recording', async () => {
    const odd = join(folder, 'odd', 'recording.jsonl');
    mkdirSync(dirname(odd), { recursive: true });
    writeFileSync(odd, 'no recording\n');
    const { code, stdout } = await run('reports', odd);
    assert.equal(code, 0);
    assert.match(stdout, /2 recordings are left out/);
  });
});
