import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Compares a text with the golden file of that name beside the test's source (tests run from `dist/`, which holds no
 * golden files). With KELVIN_UPDATE_GOLDEN=1 the file is written instead: look at the diff before you commit it.
 */
export function assertGolden(testUrl: string, name: string, text: string): void {
  const file = new URL(name, testUrl.replace('/dist/test/', '/test/'));
  if (process.env.KELVIN_UPDATE_GOLDEN === '1') writeFileSync(file, text);
  assert.equal(text, readFileSync(file, 'utf8'));
}
