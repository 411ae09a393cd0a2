import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import yauzl from 'yauzl';
import yazl from 'yazl';
import { zipWith } from '../../../src/target/module-trace/zip-with.js';

async function zipOf(comment: string): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from('echo hello'), 'run.sh', { mode: 0o100_755 });
  zip.addBuffer(Buffer.from('run.sh'), 'link', { mode: 0o120_777 });
  zip.addBuffer(Buffer.alloc(100_000, 'long '), 'größe/long.txt', { mode: 0o100_644 });
  zip.end({ comment, forceZip64Format: false });
  return buffer(zip.outputStream);
}

async function contentsOf(zip: Buffer): Promise<Map<string, { mode: number; text: string }>> {
  const file = await yauzl.fromBufferPromise(zip, { lazyEntries: true });
  const found = new Map<string, { mode: number; text: string }>();
  for await (const entry of file.eachEntry()) {
    const text = (await buffer(await file.openReadStreamPromise(entry))).toString();
    found.set(entry.fileName, { mode: entry.externalFileAttributes >>> 16, text });
  }
  return found;
}

test('adds files to a package and leaves what it has as it is', async () => {
  for (const comment of ['', 'a comment '.repeat(5000)]) {
    const before = await zipOf(comment);
    const more = new Map([
      ['entry.mjs', Buffer.from('export {};')],
      ['folder/trace.cjs', Buffer.alloc(5000, 'trace')],
    ]);
    const after = await contentsOf(await zipWith(before, more));
    const expected = await contentsOf(before);
    expected.set('entry.mjs', { mode: 0o100_644, text: 'export {};' });
    expected.set('folder/trace.cjs', { mode: 0o100_644, text: 'trace'.repeat(1000) });
    assert.deepEqual(after, expected);
  }
});

test('refuses what is no zip', async () => {
  await assert.rejects(zipWith(Buffer.from('no zip at all'), new Map()), /cannot be read as a zip/);
  await assert.rejects(zipWith(Buffer.alloc(0), new Map()), /cannot be read as a zip/);
});
