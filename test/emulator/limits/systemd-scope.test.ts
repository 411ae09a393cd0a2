import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Refusal } from '../../../src/emulator/limits/refusal.js';
import { enterScope } from '../../../src/emulator/limits/systemd-scope.js';

const folder = mkdtempSync(join(tmpdir(), 'busctl-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A program in its place that writes down how it was called. */
function stub(script: string): NodeJS.ProcessEnv {
  writeFileSync(join(folder, 'busctl'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/called'\n${script}\n`);
  chmodSync(join(folder, 'busctl'), 0o755);
  return { PATH: folder, XDG_RUNTIME_DIR: folder };
}

test('asks the user manager for a delegated scope with the process in it', async () => {
  const refusing = stub('echo "Call failed: Access denied" >&2; exit 1');
  await assert.rejects(enterScope('kelvin-1-2', 4242, refusing), (error) => {
    assert.ok(error instanceof Refusal);
    assert.equal(error.message, 'systemd has given no delegated group: Call failed: Access denied');
    assert.match(error.hint, /log in/);
    return true;
  });
  assert.deepEqual(readFileSync(join(folder, 'called'), 'utf8').trim().split('\n'), [
    ...['--user', 'call', 'org.freedesktop.systemd1', '/org/freedesktop/systemd1'],
    ...['org.freedesktop.systemd1.Manager', 'StartTransientUnit', 'ssa(sv)a(sa(sv))'],
    ...['kelvin-1-2.scope', 'fail', '4', 'Description', 's', 'Kelvin, an emulator of AWS Lambda'],
    ...['Delegate', 'b', 'true', 'CollectMode', 's', 'inactive-or-failed', 'PIDs', 'au', '1', '4242', '0'],
  ]);
});

test('without systemd says that there is none', async () => {
  await assert.rejects(
    enterScope('kelvin-1-2', 4242, { PATH: join(folder, 'empty'), XDG_RUNTIME_DIR: folder }),
    /there is no busctl on this machine/,
  );
});
