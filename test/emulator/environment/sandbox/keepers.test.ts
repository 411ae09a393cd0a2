import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Keepers } from '../../../../src/emulator/environment/sandbox/keepers.js';
import type { Namespaces } from '../../../../src/emulator/environment/sandbox/namespaces.js';
import { findPrograms } from '../../../../src/emulator/environment/sandbox/programs.js';
import { TmpImages } from '../../../../src/emulator/environment/sandbox/tmp-images.js';
import { megabytes } from '../../../../src/units/index.js';
import { childrenOf } from '../../host-processes.js';

const programs = findPrograms();
const mkfs = programs?.mkfs;
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const skip = (!isRoot || mkfs === undefined) && 'only root, with mkfs.ext4, can mount a /tmp of its own';
/** Without process namespaces, which are not what this is about. */
const namespaces: Namespaces = { user: false, processes: false, ownUsers: false, network: false };

function folderOf(t: TestContext): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kelvin-keepers-')));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'place'));
  return folder;
}

/** Closed with the test: a keeper that is left would keep the process of the tests alive for ever. */
function keepersIn(t: TestContext, folder: string, format = mkfs ?? ''): Keepers {
  assert.ok(programs);
  const images = new TmpImages(format, folder);
  const keepers = new Keepers({ programs, namespaces, images, place: join(folder, 'place') });
  t.after(() => keepers.close());
  return keepers;
}

const imagesIn = (folder: string): string[] => readdirSync(folder).filter((name) => /^tmp-\d+\./.test(name));

/** A program in place of mkfs that refuses at first, as on a full disk. */
function refusingOnce(folder: string): string {
  const program = join(folder, 'mkfs');
  writeFileSync(program, `#!/bin/sh\n[ -e "$0.tried" ] || { : > "$0.tried"; exit 1; }\n`, { mode: 0o755 });
  return program;
}

describe('keepers that are made ahead', { skip }, () => {
  test('are none when they are closed, and nothing writes to their folder then', async (t) => {
    const folder = folderOf(t);
    const keepers = keepersIn(t, folder);
    keepers.wake('one');
    keepers.rest('one');
    await keepers.close();
    assert.deepEqual(imagesIn(folder), []);
    assert.deepEqual(childrenOf(process.pid), []);
  });

  test('are as many as the last burst has taken, up to eight', async (t) => {
    const folder = folderOf(t);
    const keepers = keepersIn(t, folder);
    for (const [burst, ahead] of [
      [1, 2],
      [4, 4],
      [12, 8],
      [0, 7],
      [1, 6],
      [6, 6],
    ] as const) {
      keepers.wake('burst');
      const taken = await Promise.all(Array.from({ length: burst }, () => keepers.take(megabytes(512))));
      for (const keeper of taken) {
        await keeper.end();
        rmSync(keeper.image ?? '');
      }
      keepers.rest('burst');
      for (let i = 0; i < 6000 && imagesIn(folder).length !== ahead; i++) await sleep(10);
      assert.equal(imagesIn(folder).length, ahead);
    }
    await keepers.close();
    assert.deepEqual([childrenOf(process.pid), imagesIn(folder)], [[], []]);
  });

  test('are made no more when somebody wakes', async (t) => {
    const folder = folderOf(t);
    const keepers = keepersIn(t, folder);
    keepers.wake('one');
    keepers.rest('one');
    keepers.wake('one');
    for (let i = 0; i < 6000 && imagesIn(folder).length === 0; i++) await sleep(10);
    await sleep(200);
    assert.equal(imagesIn(folder).length, 1);
    await keepers.close();
  });

  test('are given up for others when a /tmp of another size is asked for', async (t) => {
    const folder = folderOf(t);
    const keepers = keepersIn(t, folder);
    const rest = async (id: string): Promise<void> => {
      keepers.wake(id);
      keepers.rest(id);
      const areMade = () => sizes().length === 2 && new Set(sizes()).size === 1;
      for (let i = 0; i < 6000 && !areMade(); i++) await sleep(10);
    };
    await rest('one');
    const small = sizes();
    const keeper = await keepers.take(megabytes(700));
    await keeper.end();
    rmSync(keeper.image ?? '');
    await rest('other');
    const large = statSync(join(folder, 'tmp-of-700.ext4')).size;
    const areLarge = () => sizes().length === 2 && sizes().every((size) => size === large);
    for (let i = 0; i < 6000 && !areLarge(); i++) await sleep(10);
    assert.equal(new Set(small).size, 1);
    assert.deepEqual(sizes(), [large, large]);
    await keepers.close();

    function sizes(): number[] {
      return imagesIn(folder).map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
    }
  });
});

test('one that gets no /tmp leaves no process and no file', { skip }, async (t) => {
  const folder = folderOf(t);
  const keepers = keepersIn(t, folder, '/bin/false');
  await assert.rejects(keepers.take(megabytes(512)));
  assert.deepEqual([childrenOf(process.pid), imagesIn(folder)], [[], []]);
  await keepers.close();
});

test('a size that could not be formatted once is tried again', { skip }, async (t) => {
  const folder = folderOf(t);
  const images = new TmpImages(refusingOnce(folder), folder);
  await assert.rejects(images.make(megabytes(512)));
  assert.match(await images.make(megabytes(512)), /tmp-1\.ext4$/);
});
