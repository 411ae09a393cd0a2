import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { MergedLayers } from '../../../src/emulator/layers/merged-layers.js';

const root = mkdtempSync(join(tmpdir(), 'emulator-layers-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

/** `-> target` makes a link. */
function layer(files: Readonly<Record<string, string>>): string {
  const folder = join(root, `layer-${count++}`);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (content.startsWith('-> ')) symlinkSync(content.slice(3), path);
    else writeFileSync(path, content, { mode: name.startsWith('bin') ? 0o755 : 0o644 });
  }
  return folder;
}
const merged = new MergedLayers(root);
async function opt(...layers: string[]): Promise<(...path: string[]) => string> {
  const folder = await merged.folderOf(layers);
  assert.ok(folder !== undefined);
  return (...path) => join(folder, ...path);
}

test('without layers there is nothing to mount', async () => {
  assert.equal(await merged.folderOf([]), undefined);
});

test('one layer is taken as it is', async () => {
  const only = layer({ a: '1' });
  assert.equal(await merged.folderOf([only]), only);
});

test('a later layer lies over an earlier one, file by file', async () => {
  const first = layer({ 'bin/tool': 'first', 'lib/shared': 'first', 'lib/own': 'first' });
  const second = layer({ 'lib/shared': 'second', 'python/x.py': 'second' });
  const at = await opt(first, second);
  assert.equal(readFileSync(at('lib', 'shared'), 'utf8'), 'second');
  assert.equal(readFileSync(at('lib', 'own'), 'utf8'), 'first');
  assert.equal(readFileSync(at('python', 'x.py'), 'utf8'), 'second');
  assert.equal(statSync(at('bin', 'tool')).mode & 0o777, 0o755);
  // The layers themselves are as before.
  assert.equal(readFileSync(join(first, 'lib', 'shared'), 'utf8'), 'first');
  const turned = await opt(second, first);
  assert.equal(readFileSync(turned('lib', 'shared'), 'utf8'), 'first');
});

test('files and folders replace each other, and a link is never written through', async () => {
  const first = layer({ a: 'file', 'b/x': 'folder', c: '-> b', d: '-> b/x' });
  const second = layer({ 'a/y': 'folder', b: 'file', 'c/z': 'folder', d: 'file' });
  const at = await opt(first, second);
  assert.equal(readFileSync(at('a', 'y'), 'utf8'), 'folder');
  assert.equal(readFileSync(at('b'), 'utf8'), 'file');
  assert.equal(readFileSync(at('c', 'z'), 'utf8'), 'folder');
  assert.equal(readFileSync(at('d'), 'utf8'), 'file');
  assert.deepEqual(readdirSync(join(first, 'b')), ['x']);
  assert.equal(readFileSync(join(first, 'b', 'x'), 'utf8'), 'folder');
  assert.equal(readlinkSync((await opt(second, layer({ 'lib/l': '-> ../b' })))('lib', 'l')), '../b');
});

test('a set is merged once, though many ask for it at the same time', async () => {
  const layers = [layer({ a: '1' }), layer({ b: '2' })];
  const all = await Promise.all([1, 2, 3].map(() => merged.folderOf(layers)));
  assert.equal(new Set(all).size, 1);
  assert.deepEqual(readdirSync(all[0] ?? '').sort(), ['a', 'b']);
});

test('a set that could not be merged is tried again, and leaves nothing behind', async () => {
  const late = join(root, 'late');
  const layers = [layer({ a: '1' }), late];
  await assert.rejects(merged.folderOf(layers), { code: 'ENOENT' });
  mkdirSync(late);
  writeFileSync(join(late, 'b'), '2');
  const folder = (await merged.folderOf(layers)) ?? '';
  assert.deepEqual(readdirSync(folder).sort(), ['a', 'b']);
  assert.deepEqual(
    readdirSync(dirname(folder)).filter((name) => name.endsWith('.unfinished')),
    [],
  );
});
