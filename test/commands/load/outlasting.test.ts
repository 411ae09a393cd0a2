import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { LoadedFunction } from '../../../src/commands/load/open-load.js';
import { outlasting } from '../../../src/commands/load/outlasting.js';
import { type LoadOverrides, type LoadScenario, readLoadScenario } from '../../../src/scenario/index.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-outlasting-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function scenario(timeout: string, overrides: LoadOverrides = {}): Promise<LoadScenario> {
  const path = join(folder, 'scenario.yaml');
  writeFileSync(path, `function:\n  name: orders\nload: {kind: burst, requests: 3}\n${timeout}`);
  return readLoadScenario({ kind: 'file', path }, overrides);
}

/** Functions that were found, with the seconds that each may run. */
function found(of: LoadScenario, ...timeouts: readonly number[]): LoadedFunction[] {
  const [mixed] = of.functions;
  assert.ok(mixed);
  return timeouts.map((Timeout) => ({
    ...{ mixed, configuration: { Timeout }, functions: new Map(), logGroup: undefined },
  }));
}

test('a request outlasts the longest that the functions found may run', async () => {
  const usual = await scenario('');
  const { scenario: changed, notes } = outlasting(usual, found(usual, 3, 900));
  assert.equal(changed.load.timeoutMs, 915_000);
  assert.deepEqual(notes, []);
});

test('of short functions it is the usual minute', async () => {
  const usual = await scenario('');
  assert.equal(outlasting(usual, found(usual, 3)).scenario.load.timeoutMs, 60_000);
});

test('what the file or the command line says holds, and a function that may run for longer is told', async () => {
  for (const asked of [await scenario('timeout: 2s\n'), await scenario('', { timeout: '2s' })]) {
    const { scenario: changed, notes } = outlasting(asked, found(asked, 1, 30));
    assert.equal(changed.load.timeoutMs, 2000);
    assert.match(notes.join(), /given up after 2.* s, and the function may run for 30.* s/);
    assert.deepEqual(outlasting(asked, found(asked, 2)).notes, []);
  }
});
