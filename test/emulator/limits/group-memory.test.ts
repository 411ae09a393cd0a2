import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { groupMemoryV1, groupMemoryV2 } from '../../../src/emulator/limits/group-memory.js';

const root = mkdtempSync(join(tmpdir(), 'emulator-group-memory-'));
after(() => rmSync(root, { recursive: true, force: true }));

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(root, 'group-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

test('version 1: files in memory are held, the others are page cache', () => {
  const folder = folderOf({
    'memory.usage_in_bytes': '1000\n',
    'memory.max_usage_in_bytes': '2000\n',
    'memory.stat': 'cache 1\nrss 2\nshmem 3\ntotal_cache 500\ntotal_rss 300\ntotal_rss_huge 0\ntotal_shmem 100\n',
  });
  const memory = groupMemoryV1(folder);
  assert.equal(memory.peak(), 2000);
  assert.deepEqual(memory.now(), { all: 1000, held: 400, cached: 400 });
  assert.ok(memory.restart());
  assert.match(readFileSync(join(folder, 'memory.max_usage_in_bytes'), 'utf8'), /^0/);
  memory.close();
  assert.equal(memory.peak(), undefined);
});

test('version 2 says the same in other words', () => {
  const folder = folderOf({
    'memory.current': '1000\n',
    'memory.peak': '2000\n',
    'memory.stat': 'anon 300\nfile 500\nkernel 99\nshmem 100\nfile_mapped 7\nanon_thp 0\n',
  });
  const memory = groupMemoryV2(folder);
  assert.equal(memory.peak(), 2000);
  assert.deepEqual(memory.now(), { all: 1000, held: 400, cached: 400 });
  memory.close();
});

test('a kernel before 5.19 keeps no peak in version 2', () => {
  const memory = groupMemoryV2(folderOf({ 'memory.current': '1000\n', 'memory.stat': 'anon 300\nfile 0\nshmem 0\n' }));
  assert.equal(memory.peak(), undefined);
  assert.ok(!memory.restart());
  assert.equal(memory.now()?.held, 300);
  memory.close();
});

test('a group that is gone says nothing', () => {
  const memory = groupMemoryV1(join(root, 'absent'));
  assert.equal(memory.peak(), undefined);
  assert.equal(memory.now(), undefined);
  memory.close();
});
