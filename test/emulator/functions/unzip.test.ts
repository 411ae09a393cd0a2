import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unzip } from '../../../src/emulator/functions/unzip.js';
import { zip } from '../harness.js';

const root = mkdtempSync(join(tmpdir(), 'emulator-unzip-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const folder = (): string => mkdtempSync(join(root, `${count++}-`));

test('files come out with their folders and modes', async () => {
  const to = folder();
  await unzip(await zip({ bootstrap: { content: '#!/bin/sh', mode: 0o100755 }, 'src/app.js': 'x' }), to);
  assert.equal(statSync(join(to, 'bootstrap')).mode & 0o777, 0o755);
  assert.equal(readFileSync(join(to, 'src/app.js'), 'utf8'), 'x');
});

test('a link within the package is kept', async () => {
  const to = folder();
  await unzip(await zip({ 'a/real': 'x', 'b/link': { content: '../a/real', mode: 0o120777 } }), to);
  assert.ok(lstatSync(join(to, 'b/link')).isSymbolicLink());
  assert.equal(readFileSync(join(to, 'b/link'), 'utf8'), 'x');
});

test('a link that leads out of the package is refused', async () => {
  for (const content of ['/etc', '../..', 'a/../../..']) {
    await assert.rejects(unzip(await zip({ link: { content, mode: 0o120777 } }), folder()), {
      type: 'InvalidParameterValueException',
    });
  }
});

test('an entry that would leave the folder is refused', async () => {
  const to = folder();
  const good = await zip({ 'xx/evil': 'x' });
  const evil = Buffer.from(good.toString('latin1').replaceAll('xx/evil', '../evil'), 'latin1');
  await assert.rejects(unzip(evil, to), { type: 'InvalidParameterValueException' });
  assert.ok(!existsSync(join(to, '..', 'evil')));
});

test('what is no zip is refused in the words of AWS', async () => {
  await assert.rejects(unzip(Buffer.from('no zip at all, though long enough'), folder()), {
    message: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
  });
});

test('a zip that grows to the limit is refused while it is unpacked', async () => {
  const bomb = await zip({ zeros: '\0'.repeat(2_000_000) });
  assert.ok(bomb.length < 10_000);
  await assert.rejects(unzip(bomb, folder(), 2_000_000), {
    message: 'Unzipped size must be smaller than 2000000 bytes',
  });
});
