import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bindsAbovePackage } from '../../../../src/emulator/environment/sandbox/above-package.js';
import { makeSkeleton } from '../../../../src/emulator/environment/sandbox/skeleton.js';

test('what a host has left above all packages is hidden, and nothing is put where it has left nothing', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'kelvin-above-'));
  t.after(() => rmSync(root, { recursive: true }));
  const skeleton = makeSkeleton(join(root, 'skeleton'));
  assert.deepEqual(bindsAbovePackage(skeleton, root), []);
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(root, 'node_modules'));
  const [file, folder] = bindsAbovePackage(skeleton, root);
  assert.deepEqual([file?.target, folder?.target], [join(root, 'package.json'), join(root, 'node_modules')]);
  assert.deepEqual(JSON.parse(readFileSync(file?.source ?? '', 'utf8')), {});
  assert.equal(folder?.source, skeleton.empty);
});
