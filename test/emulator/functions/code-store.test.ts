import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { CodeStore } from '../../../src/emulator/functions/code-store.js';
import { zip } from '../harness.js';

const COMMON_JS = { 'index.js': 'exports.handler = 1; console.log(typeof require);' };

function folderOf(t: TestContext): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kelvin-code-')));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function unpacked(folder: string): Promise<string> {
  const added = await new CodeStore(folder).add(await zip(COMMON_JS));
  return added.folder ?? assert.fail('it has no folder');
}

test('a package.json further up on the host does not say what kind of modules a package has', async (t) => {
  const folder = folderOf(t);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const program = join(await unpacked(join(folder, 'state', 'code')), 'index.js');
  const flags = ['--no-experimental-detect-module'];
  assert.equal(execFileSync(process.execPath, [...flags, program], { encoding: 'utf8' }), 'function\n');
});

test('what is kept from packages stays where packages that nothing refers to are removed', async (t) => {
  const folder = folderOf(t);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const code = join(folder, 'code');
  const old = await unpacked(code);
  await new CodeStore(code).removeOthers();
  assert.deepEqual([existsSync(old), existsSync(join(code, 'package.json'))], [false, true]);
});

test('nothing is put beside packages where the host has nothing further up', async (t) => {
  const folder = folderOf(t);
  if (['/', tmpdir()].some((it) => existsSync(join(it, 'package.json')))) return t.skip('this host has such a file');
  await unpacked(folder);
  assert.equal(existsSync(join(folder, 'package.json')), false);
});
