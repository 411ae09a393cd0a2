import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './commands/kelvin.js';

const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');

test('the changelog has entries and headings alone: no half of a merge, and nothing twice', () => {
  const lines = changelog.trimEnd().split('\n');
  const odd = lines.filter((line) => !/^(#{1,3} |- | {2}\S|$)/.test(line));
  assert.deepEqual(odd, []);
  const entries = changelog.split(/\n(?=- |#)/).filter((it) => it.startsWith('- '));
  const twice = entries.filter((it, index) => entries.indexOf(it) !== index);
  assert.deepEqual(twice, []);
});
