import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the sources: the compiled test runs from `dist/test`, where golden files are not copied. */
const FOLDER = join(import.meta.dirname.replace(/([/\\])dist[/\\]test([/\\])/, '$1test$2'), 'golden');

/** Compares with `golden/<name>.golden.txt`; `KELVIN_UPDATE_GOLDEN=1` writes it instead, to be read in the diff. */
export function matchesGolden(name: string, text: string): void {
  const file = join(FOLDER, `${name}.golden.txt`);
  if (process.env.KELVIN_UPDATE_GOLDEN === '1') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
  assert.equal(text, readFileSync(file, 'utf8'), `differs from ${file}`);
}
