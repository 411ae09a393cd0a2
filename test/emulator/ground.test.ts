import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEmulator } from '../../src/emulator/index.js';

test('an emulator that the host refuses its ground leaves the folder of its state to the next', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-ground-'));
  try {
    const state = join(folder, 'state');
    const workFolder = join(folder, 'file');
    writeFileSync(workFolder, '');
    await assert.rejects(startEmulator({ port: 0, state, workFolder }), { code: 'ENOTDIR' });
    await (await startEmulator({ port: 0, state, workFolder: folder })).close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
