import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { findPythons } from '../../../src/emulator/runtimes/find-python.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'kelvin-python-')));
after(() => rmSync(root, { recursive: true }));
let home = '';
let count = 0;
beforeEach(() => {
  count += 1;
  home = join(root, String(count));
});

function write(path: string, text: string): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** No script, and nothing that says a version when it is run: it is known by where it lies. */
function install(version: string): string {
  const [major, minor] = version.split('.');
  const bin = join(home, '.pyenv', 'versions', version, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const name of ['python3', `python${major}.${minor}`]) copyFileSync('/bin/sh', join(bin, name));
  return bin;
}

/** As pyenv has one in front of each of its programs. @param does what it does when it is run after all. */
function shim(name: string, does = 'exit 1'): string {
  const file = write(join('.pyenv', 'shims', name), `#!/bin/sh\n${does}\n`);
  chmodSync(file, 0o755);
  return dirname(file);
}

const find = async (env: Record<string, string>, folder = home) =>
  Object.fromEntries(await findPythons(['3.11', '3.12', '3.14'], { env, folder }));

describe('a Python of each version', () => {
  test('is the one that pyenv keeps, and that of the user where there is none, and no shim is run', async () => {
    const PATH = shim('python3');
    const [usual, other] = [install('3.11.7'), install('3.12.1')];
    write('.pyenv/version', '3.11.7\n3.12.1\n');
    assert.deepEqual(await find({ PATH }), {
      '3.11': { path: join(usual, 'python3.11'), version: '3.11.7' },
      '3.12': { path: join(other, 'python3.12'), version: '3.12.1' },
      '3.14': { path: join(usual, 'python3'), version: '3.11.7' },
    });
  });

  test('is chosen as pyenv chooses: by its variable, by the folder, for the user', async () => {
    const PATH = shim('python3');
    for (const version of ['3.11.7', '3.12.1', '3.13.2']) install(version);
    write('.pyenv/version', '3.11.7');
    const project = dirname(write('project/.python-version', '3.12.1'));
    const usual = async (env: Record<string, string>, folder: string) =>
      (await find({ PATH, ...env }, folder))['3.14']?.version;
    mkdirSync(join(project, 'deep'));
    assert.equal(await usual({}, home), '3.11.7');
    assert.equal(await usual({}, join(project, 'deep')), '3.12.1');
    assert.equal(await usual({ PYENV_VERSION: '3.13.2' }, project), '3.13.2');
  });

  test('is asked for where only the shim can tell which it is', async () => {
    const PATH = shim('python3', `echo '${join(install('3.12.1'), 'python3')}'; echo 3.12.1`);
    write('.pyenv/version', '3.12');
    assert.equal((await find({ PATH }))['3.14']?.version, '3.12.1');
  });
});
