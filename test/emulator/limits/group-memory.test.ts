import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

test('version 1: the peak, and what of it is mapped from files now', () => {
  const folder = folderOf({
    'memory.max_usage_in_bytes': '2000\n',
    'memory.stat': 'cache 1\nmapped_file 5\ntotal_cache 500\ntotal_rss 300\ntotal_mapped_file 70\n',
  });
  const memory = groupMemoryV1(folder);
  assert.equal(memory.peak(), 2000);
  writeFileSync(join(folder, 'memory.max_usage_in_bytes'), '3000\n');
  assert.equal(memory.peak(), 3000);
  assert.equal(memory.mapped(), 70);
  memory.close();
});

test('version 2 says the same in other words', () => {
  const memory = groupMemoryV2(folderOf({ 'memory.peak': '2000\n', 'memory.stat': 'anon 300\nfile_mapped 70\n' }));
  assert.equal(memory.peak(), 2000);
  assert.equal(memory.mapped(), 70);
  memory.close();
});

test('a kernel before 5.19 keeps no peak in version 2, so it is what is charged now', () => {
  const memory = groupMemoryV2(folderOf({ 'memory.current': '1000\n' }));
  assert.equal(memory.peak(), 1000);
  memory.close();
});

test('a group that is gone says nothing', () => {
  const memory = groupMemoryV1(join(root, 'absent'));
  assert.equal(memory.peak(), undefined);
  assert.equal(memory.mapped(), 0);
  memory.close();
});
