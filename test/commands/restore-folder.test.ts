import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import type { Io } from '../../src/commands/command.js';
import { restore } from '../../src/commands/restore/restore.js';
import { temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);

/** `kelvin restore FOLDER`, in this process: nothing is called where there is no journal. */
async function restored(name: string) {
  const stdout = new PassThrough();
  const exit = await restore(join(folder, name), {}, { stdout } as unknown as Io, []);
  return { exit, said: String(stdout.read() ?? '') };
}

test('the folder of a run that has put everything back needs nothing, and says so', async () => {
  mkdirSync(join(folder, 'run'));
  writeFileSync(join(folder, 'run', 'recording.jsonl'), '');
  const { exit, said } = await restored('run');
  assert.equal(exit, 'ok');
  assert.match(said, /run: no journal is left there, so this run has put everything back\n$/);
});

test('a folder of anything else is told to hold no journal', async () => {
  mkdirSync(join(folder, 'other'));
  await assert.rejects(restored('other'), /restore\.jsonl: there is no such file/);
});
