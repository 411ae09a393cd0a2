import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { findNodes } from '../../../src/emulator/runtimes/find-node.js';

let home = '';
before(() => {
  home = mkdtempSync(join(tmpdir(), 'kelvin-node-'));
});
after(() => rmSync(home, { recursive: true }));

const [OWN] = process.versions.node.split('.').map(Number);

/** Anything but a script will do: only what lies on the PATH is asked for its version. */
function place(...path: string[]): string {
  const program = join(home, ...path);
  mkdirSync(dirname(program), { recursive: true });
  symlinkSync(process.execPath, program);
  return program;
}

const versions = async (majors: number[], env: Record<string, string>, packageRoot = join(home, 'nothing')) => {
  const found = await findNodes(majors, { env: { HOME: join(home, 'nothing'), ...env }, packageRoot });
  return Object.fromEntries([...found].map(([major, { version }]) => [major, version]));
};

describe('a Node.js of each version', () => {
  test('is the newest that a version manager has', async () => {
    const managers: [string, Record<string, string>, string[], string[]][] = [
      ['nvm', { HOME: join(home, 'nvm') }, ['nvm', '.nvm', 'versions', 'node'], ['bin']],
      ['fnm', { FNM_DIR: join(home, 'fnm') }, ['fnm', 'node-versions'], ['installation', 'bin']],
      ['volta', { VOLTA_HOME: join(home, 'volta') }, ['volta', 'tools', 'image', 'node'], ['bin']],
      ['n', { N_PREFIX: join(home, 'n') }, ['n', 'n', 'versions', 'node'], ['bin']],
      ['asdf', { HOME: join(home, 'asdf') }, ['asdf', '.asdf', 'installs', 'nodejs'], ['bin']],
      ['mise', { HOME: join(home, 'mise') }, ['mise', '.local', 'share', 'mise', 'installs', 'node'], ['bin']],
    ];
    for (const [name, env, above, below] of managers) {
      for (const version of ['v8.9.0', '8.10.1', 'v8.9.9', 'system']) place(...above, version, ...below, 'node');
      assert.deepEqual(await versions([8, 6], { PATH: '', ...env }), { 8: '8.10.1' }, name);
    }
  });

  test('is the one that runs this process, if it is of that version', async () => {
    const env = { N_PREFIX: join(home, 'own'), PATH: '' };
    place('own', 'n', 'versions', 'node', `${OWN}.999.0`, 'bin', 'node');
    assert.deepEqual(await versions([Number(OWN)], env), { [String(OWN)]: process.versions.node });
  });

  test('is the npm package node or an alias of it', async () => {
    const root = join(home, 'project', 'inner');
    for (const [folder, version] of [
      ['node', '7.1.0'],
      ['node-6', '6.2.0'],
    ] as const) {
      place('project', 'node_modules', folder, 'bin', 'node');
      writeFileSync(join(home, 'project', 'node_modules', folder, 'package.json'), JSON.stringify({ version }));
    }
    assert.deepEqual(await versions([6, 7], { PATH: '' }, root), { 6: '6.2.0', 7: '7.1.0' });
  });

  test('on the PATH is asked, by its own name or by its version; scripts are passed over', async () => {
    const shims = join(home, 'shims');
    mkdirSync(shims);
    writeFileSync(join(shims, 'node'), '#!/bin/sh\necho v5.0.0\n');
    chmodSync(join(shims, 'node'), 0o755);
    place('path', `node-${OWN}`);
    const found = await findNodes([5, Number(OWN)], {
      env: { PATH: `${shims}:${join(home, 'path')}`, HOME: join(home, 'nothing') },
      packageRoot: join(home, 'nothing'),
    });
    assert.deepEqual([...found.keys()], [OWN]);
    assert.equal(realpathSync(found.get(Number(OWN))?.path ?? ''), realpathSync(process.execPath));
  });
});
