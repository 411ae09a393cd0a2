import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { assertDone } from './assert-done.js';
import { isLinux, kelvinHere, NO_AWS, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
// Apart from where the emulator works, as all that lies beside it is taken along.
mkdirSync(join(folder, 'code'));
const handler = join(folder, 'code', 'index.js');
writeFileSync(handler, 'exports.handler = async () => 1;');

test('tune measures under the backend that is named, and every view says how well that holds', {
  skip: !isLinux,
}, async () => {
  const out = join(folder, 'run');
  const few = ['--memory', '512,1769', '--cold', '1', '--warm', '2', '--no-tui'];
  const finished = await kelvinHere(['tune', handler, '--limits', 'signals', ...few, '--out', out], {
    env: { ...NO_AWS, TMPDIR: folder },
  });
  assertDone(finished);
  const [header = ''] = readFileSync(join(out, 'recording.jsonl'), 'utf8').split('\n');
  const { cpu } = (JSON.parse(header) as { readonly target: { readonly cpu: Record<string, unknown> } }).target;
  assert.equal(cpu.backend, 'signals');
  const caveat = /stopped and continued from outside/;
  assert.match(String(cpu.caveat), caveat);
  assert.match(finished.stdout.replaceAll(/\s+/g, ' '), caveat);
  for (const view of ['summary.md', 'result.json', 'report.html']) {
    assert.match(readFileSync(join(out, view), 'utf8'), caveat, view);
  }
});

test('--limits is refused where no emulator is started, and for what does not exist', async () => {
  const elsewhere = ['tune', handler, '--limits', 'signals', '--endpoint-url', 'http://127.0.0.1:9'];
  assert.match((await kelvinHere(elsewhere)).stderr, /--limits signals is for the embedded emulator/);
  assert.match(
    (await kelvinHere(['tune', handler, '--limits', 'magic'])).stderr,
    /--limits magic is none that there is/,
  );
});
