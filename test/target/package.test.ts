import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fromBufferPromise } from 'yauzl';
import { TargetError } from '../../src/target/index.js';
import { zipFolder } from '../../src/target/package.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-package-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

function codeFolder(files: Readonly<Record<string, string>>): string {
  const path = join(folder, `code-${++made}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

/** Names in the package, links marked by an arrow. */
async function namesIn(zip: Buffer): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of (await fromBufferPromise(zip)).eachEntry()) {
    const isLink = entry.externalFileAttributes >>> 28 === 0o12;
    names.push(isLink ? `${entry.fileName} ->` : entry.fileName);
  }
  return names;
}

test('packs files by their path, without .git, the same bytes every time', async () => {
  const code = codeFolder({ 'index.mjs': '1', 'lib/a.mjs': '2', '.git/HEAD': 'x' });
  assert.deepEqual(await namesIn(await zipFolder(code)), ['index.mjs', 'lib/a.mjs']);
  assert.ok((await zipFolder(code)).equals(await zipFolder(code)));
});

test('keeps a link that stays inside, and packs what one leads to outside', async () => {
  const shared = codeFolder({ 'index.js': 'shared' });
  const code = codeFolder({ 'index.js': '1', 'node_modules/x': '2' });
  symlinkSync('index.js', join(code, 'main.js'));
  symlinkSync(shared, join(code, 'node_modules/shared'));
  const names = ['index.js', 'main.js ->', 'node_modules/shared/index.js', 'node_modules/x'];
  assert.deepEqual(await namesIn(await zipFolder(code)), names);
});

test('what cannot be packed is named', async () => {
  const dangling = codeFolder({ 'index.js': '1' });
  symlinkSync('nowhere', join(dangling, 'link'));
  await assert.rejects(
    zipFolder(dangling),
    (error) => error instanceof TargetError && /link is a link that leads nowhere/.test(error.message),
  );
  const pipe = codeFolder({ 'index.js': '1' });
  assert.equal(spawnSync('mkfifo', [join(pipe, 'pipe')]).status, 0);
  await assert.rejects(zipFolder(pipe), /pipe is neither a file nor a folder/);
  const endless = codeFolder({ 'in/index.js': '1' });
  symlinkSync(endless, join(endless, 'in', 'up'));
  await assert.rejects(zipFolder(endless), /leads back to a folder that it lies in/);
});
