import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Journal, journalHead, readJournal } from '../../../src/target/index.js';
import { removeJournal } from '../../../src/target/journal/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';

const folder = temporaryFolder(after);
const JOURNAL = new URL('../../../src/target/journal/index.js', import.meta.url).href;
const PUT_BACK = new URL('../../../src/target/put-back/index.js', import.meta.url).href;
const skip = process.platform === 'win32' ? 'a file’s length cannot be limited' : false;

/** Has a process keep a journal whose file can grow no longer than 512 bytes: to a writer that is a full disk. */
function withoutRoom(program: string): string {
  const script = `import { Journal, readJournal, rewriteJournal } from '${JOURNAL}';
    import { finishJournal } from '${PUT_BACK}';
    const head = { schemaVersion: 2, functionName: 'orders', region: 'us-east-1', marker: 'kelvin 0', host: '', pid: 1,
      startedAt: '2026-11-27T08:00:00Z', original: null };
    const attempt = (work) => { try { work(); } catch (error) { console.log(error.message); } };
    const long = { kind: 'version', description: 'long'.repeat(200) };
    ${program}`;
  const limited = 'ulimit -f 1; exec "$0" --input-type=module -e "$1"';
  return execFileSync('sh', ['-c', limited, process.execPath, script], { cwd: folder, encoding: 'utf8' });
}

test('on a full disk a change is refused, and what is written after it can still be read', { skip }, () => {
  const said = withoutRoom(`const journal = Journal.open('after/restore.jsonl', head);
    journal.before({ kind: 'published', version: '1' });
    attempt(() => journal.before(long));
    journal.before({ kind: 'published', version: '2' });`);
  assert.match(said, /cannot be written down \(EFBIG.*\), so nothing more is changed/);
  const { changes } = readJournal(join(folder, 'after/restore.jsonl'));
  assert.deepEqual(
    changes.map((it) => it.kind === 'published' && it.version),
    ['1', '2'],
  );
});

test('a journal that cannot be begun is not there: nothing is to be put back', { skip }, () => {
  withoutRoom(`attempt(() => Journal.open('begun/restore.jsonl', { ...head, functionName: 'long'.repeat(200) }));`);
  assert.deepEqual(readdirSync(join(folder, 'begun')), []);
});

test('one that cannot be written anew stays as it was', { skip }, () => {
  withoutRoom(`Journal.open('anew/restore.jsonl', head).before({ kind: 'published', version: '1' });
    attempt(() => rewriteJournal('anew/restore.jsonl', { head, changes: [long] }));`);
  assert.deepEqual(readdirSync(join(folder, 'anew')), ['restore.jsonl']);
  assert.deepEqual(readJournal(join(folder, 'anew/restore.jsonl')).changes, [{ kind: 'published', version: '1' }]);
});

test('what is left is told on a full disk too, and the journal stays as it was', { skip }, () => {
  const path = join(folder, 'rest/restore.jsonl');
  const head = journalHead({ region: 'us-east-1' }, { functionName: 'orders', marker: 'kelvin 0', original: null });
  Journal.open(path, { ...head, host: 'long'.repeat(200) }).before({ kind: 'alias', name: 'kelvin-run' });
  const before = readFileSync(path, 'utf8');
  const said =
    withoutRoom(`const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
    const connection = { control: { send: () => Promise.reject(denied) } };
    await finishJournal(connection, 'rest/restore.jsonl', readJournal('rest/restore.jsonl')).catch(({ message }) => console.log(message));`);
  assert.match(said, /could not be put back whole. What is left: the alias kelvin-run \(no\)/);
  assert.equal(readFileSync(path, 'utf8'), before);
  assert.deepEqual(readdirSync(join(folder, 'rest')), ['restore.jsonl']);
});

test('a journal that cannot be removed is told with what is to be done', () => {
  const path = join(folder, 'folder-in-its-place');
  mkdirSync(path);
  assert.throws(() => removeJournal(path), /everything is put back, but the journal cannot be removed \(/);
});
