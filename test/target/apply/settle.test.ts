import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Journal, journalHead, readJournal } from '../../../src/target/index.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-settle-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('what is to stay is struck out of a journal, and what comes after it is written behind the rest', () => {
  const path = join(folder, 'restore.jsonl');
  const original = { memorySizeMB: 128, description: '' };
  const head = journalHead({ region: 'us-east-1' }, { functionName: 'f', marker: 'kelvin 0', original });
  const journal = Journal.open(path, head);
  const lock = { kind: 'alias' as const, name: 'kelvin-run' };
  journal.before(lock);
  journal.before({ kind: 'configuration', memorySizeMB: 256, description: '' });
  assert.equal(readJournal(path).changes.length, 2);
  journal.settle(({ kind }) => kind === 'configuration');
  assert.deepEqual([readJournal(path).changes, journal.changes], [[lock], [lock]]);
  const later = { kind: 'published' as const, version: '9' };
  journal.before(later);
  assert.deepEqual(readJournal(path).changes, [lock, later]);
  journal.done();
});
