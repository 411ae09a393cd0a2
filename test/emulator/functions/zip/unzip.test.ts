import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { unzip } from '../../../../src/emulator/functions/zip/unzip.js';
import fc from '../../../fixtures/properties.js';
import { zip } from '../../harness.js';
import { type RawEntry, rawZip } from './raw-zip.js';

const root = mkdtempSync(join(tmpdir(), 'emulator-unzip-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const folder = (): string => mkdtempSync(join(root, `${count++}-`));

const BAD_ZIP = {
  type: 'InvalidParameterValueException',
  message: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
};

async function refused(entries: readonly RawEntry[]): Promise<void> {
  const outside = folder();
  await assert.rejects(unzip(rawZip(entries), mkdtempSync(join(outside, 'to-'))), BAD_ZIP);
  // The folder itself and nothing beside it.
  assert.equal(readdirSync(outside).length, 1);
}

describe('a package', () => {
  test('comes out with its folders and modes', async () => {
    const to = folder();
    await unzip(
      rawZip([
        { name: 'bootstrap', content: '#!/bin/sh', mode: 0o100755 },
        { name: 'closed/', mode: 0o40555 },
        { name: 'closed/shared', content: 'x', mode: 0o100666 },
        { name: 'secret', content: 'x', mode: 0o100200 },
        { name: 'setuid', content: 'x', mode: 0o104755 },
      ]),
      to,
    );
    const modes = ['bootstrap', 'closed', 'closed/shared', 'secret', 'setuid'].map((name) =>
      (statSync(join(to, name)).mode & 0o7777).toString(8),
    );
    assert.deepEqual(modes, ['755', '755', '666', '644', '755']);
  });
  test('that was made on Windows has the modes of any file', async () => {
    const to = folder();
    await unzip(rawZip([{ name: 'dir\\bootstrap', content: 'x', madeBy: 0, mode: 0o755 }]), to);
    assert.equal(statSync(join(to, 'dir', 'bootstrap')).mode & 0o777, 0o644);
  });
  test('of large files is written as it is, in both methods', async () => {
    const to = folder();
    const large = Buffer.alloc(3_000_001, 'abc\n');
    const bytes = await unzip(
      rawZip([
        { name: 'deflated', content: large },
        { name: 'stored', content: large, method: 'stored' },
      ]),
      to,
    );
    assert.equal(bytes, 6_000_002);
    assert.ok(large.equals(readFileSync(join(to, 'deflated'))));
    assert.ok(large.equals(readFileSync(join(to, 'stored'))));
  });
  test('may have its sizes in 64 bits', async () => {
    const to = folder();
    await unzip(rawZip([{ name: 'a', content: 'zip64', zip64: true }]), to);
    assert.equal(readFileSync(join(to, 'a'), 'utf8'), 'zip64');
    const bomb = rawZip([{ name: 'a', content: 'x', zip64: true, size: 2 ** 40 }]);
    await assert.rejects(unzip(bomb, folder()), { message: 'Unzipped size must be smaller than 262144000 bytes' });
  });
  test('of nothing is none', async () => {
    await assert.rejects(unzip(rawZip([]), folder()), { message: 'Uploaded file must be a non-empty zip' });
  });
  test('with a name twice has the later file', async () => {
    const to = folder();
    await unzip(
      rawZip([
        { name: 'a', content: 'first' },
        { name: './/a', content: 'second' },
      ]),
      to,
    );
    assert.equal(readFileSync(join(to, 'a'), 'utf8'), 'second');
  });
  test('comes out as it went in, whatever is in it', async () => {
    const name = fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
      .filter((it) => /^[^/\\\0:.][^/\\\0:]*$/.test(it));
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const content = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes));
    const method = fc.constantFrom<'stored' | 'deflated'>('stored', 'deflated');
    const entries = fc.uniqueArray(fc.record({ name: path, content, method }), {
      selector: (it) => it.name,
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(entries, async (all) => {
        const clash = (a: string) => all.some(({ name: b }) => b !== a && b.startsWith(`${a}/`));
        const files = all.filter((it) => !clash(it.name));
        const to = folder();
        const bytes = await unzip(rawZip(files), to);
        const found = readdirSync(to, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
        assert.equal(found.length, files.length);
        assert.equal(
          bytes,
          files.reduce((sum, it) => sum + it.content.length, 0),
        );
        for (const it of files) assert.ok(it.content.equals(readFileSync(join(to, it.name))));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a link', () => {
  const link = (name: string, target: string): RawEntry => ({ name, content: target, mode: 0o120777 });

  test('within the package is kept, be it to nothing', async () => {
    const to = folder();
    await unzip(
      rawZip([{ name: 'a/real', content: 'x' }, link('b/link', '../a/real'), link('dangling', 'nowhere')]),
      to,
    );
    assert.ok(lstatSync(join(to, 'b/link')).isSymbolicLink());
    assert.equal(readFileSync(join(to, 'b/link'), 'utf8'), 'x');
    assert.equal(readlinkSync(join(to, 'dangling')), 'nowhere');
  });
  test('that leads out of the package is refused', async () => {
    for (const target of ['/etc', '..', '../..', 'a/../../..', '', 'a\0b']) await refused([link('link', target)]);
  });
  test('that leads out by way of another is refused', async () => {
    // Read as text `deep/here/../..` is the package itself; followed, it is the folder above.
    await refused([link('deep/here', '../top'), { name: 'top/x', content: '' }, link('out', 'deep/here/../..')]);
  });
  test('that leads in a circle is refused', async () => {
    await refused([link('a', 'b'), link('b', 'a')]);
  });
  test('is no way for a file to leave', async () => {
    await refused([link('a', '..'), { name: 'a/evil', content: 'x' }]);
    await refused([{ name: 'a/evil', content: 'x' }, link('a', 'b')]);
    await refused([link('a', 'b'), { name: 'a/', mode: 0o40755 }]);
  });
  test('is no longer than a path can be', async () => {
    await refused([link('a', 'x'.repeat(5000))]);
  });
});

describe('an entry that would leave the folder is refused', () => {
  for (const name of ['../evil', 'a/../../evil', '/evil', '..\\evil', 'C:\\evil', 'a\0b', '..']) {
    test(JSON.stringify(name), () => refused([{ name, content: 'x' }]));
  }
});

describe('a zip is refused in the words of AWS', () => {
  test('that is none', async () => {
    await assert.rejects(unzip(Buffer.from('no zip at all, though long enough'), folder()), BAD_ZIP);
    const good = await zip({ a: 'x'.repeat(100) });
    await assert.rejects(unzip(good.subarray(0, -10), folder()), BAD_ZIP);
  });
  test('that is encrypted', () => refused([{ name: 'a', content: 'x', flags: 1 }]));
  test('in which a file is a folder too', async () => {
    await refused([
      { name: 'a', content: 'x' },
      { name: 'a/b', content: 'x' },
    ]);
    await refused([
      { name: 'a', content: 'x' },
      { name: 'a/', mode: 0o40755 },
    ]);
  });
  test('whose names are longer than any file system takes', async () => {
    await refused([{ name: 'x'.repeat(300), content: 'x' }]);
    await refused([{ name: 'x/'.repeat(3000), mode: 0o40755 }]);
    await refused([{ name: `${`${'x'.repeat(254)}/`.repeat(16)}y`, content: 'x' }]);
  });
  test('whose content is not what its checksum says', async () => {
    await refused([{ name: 'a', content: 'x', crc: 1 }]);
    await refused([{ name: 'a', content: Buffer.alloc(2_000_000), crc: 1 }]);
  });
  test('whose files are longer or shorter than it says', async () => {
    for (const content of ['some text', Buffer.alloc(2_000_000, 'ab')]) {
      await refused([{ name: 'a', content, size: content.length - 1 }]);
      await refused([{ name: 'a', content, size: content.length + 1 }]);
      await refused([{ name: 'a', content, method: 'stored', size: content.length + 1 }]);
    }
  });
  test('whose files end behind its own end', () => refused([{ name: 'a', content: 'x', compressedSize: 10_000 }]));
  test('bit for bit, never with anything but a refusal', async () => {
    const good = rawZip([
      { name: 'a/b', content: 'hello' },
      { name: 'link', content: 'a/b', mode: 0o120777 },
    ]);
    const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const evil = Buffer.from(good);
        for (const [at, byte] of all) evil[at] = byte;
        const outside = folder();
        const to = mkdtempSync(join(outside, 'to-'));
        await unzip(evil, to).catch((error: { status?: number }) => assert.equal(error.status, 400, String(error)));
        assert.equal(readdirSync(outside).length, 1);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a zip bomb', () => {
  const limit = 2_000_000;
  const tooLarge = { message: `Unzipped size must be smaller than ${limit} bytes` };

  test('is refused before anything is written', async () => {
    const bomb = await zip({ a: 'x', zeros: '\0'.repeat(limit) });
    assert.ok(bomb.length < 10_000);
    const to = folder();
    await assert.rejects(unzip(bomb, to, limit), tooLarge);
    assert.deepEqual(readdirSync(to), []);
    assert.equal(await unzip(await zip({ zeros: '\0'.repeat(limit - 1) }), folder(), limit), limit - 1);
  });
  test('of many entries for the same data is no better off', async () => {
    const zeros = { name: '0', content: Buffer.alloc(1_000_000) };
    const bomb = rawZip([zeros, ...[1, 2].map((it) => ({ ...zeros, name: `${it}`, sharesDataWith: 0 }))]);
    await assert.rejects(unzip(bomb, folder(), limit), tooLarge);
  });
  test('that says it is small stops where it said it would', async () => {
    const to = folder();
    await assert.rejects(unzip(rawZip([{ name: 'a', content: Buffer.alloc(50_000_000), size: 10 }]), to), BAD_ZIP);
    assert.ok(!existsSync(join(to, 'a')));
    await assert.rejects(
      unzip(rawZip([{ name: 'b', content: Buffer.alloc(50_000_000), size: 1_500_000 }]), to),
      BAD_ZIP,
    );
    assert.ok(statSync(join(to, 'b')).size <= 1_500_000);
  });
  test('of folders alone is refused', async () => {
    const names = Array.from({ length: 400 }, (_, index) => `${index}${'/a'.repeat(400)}/`);
    await assert.rejects(unzip(rawZip(names.map((name) => ({ name, mode: 0o40755 }))), folder(), limit), tooLarge);
  });
});
