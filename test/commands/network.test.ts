import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readRecording } from '../../src/recording/index.js';
import { kelvinHere, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
mkdirSync(folder, { recursive: true });
const handler = join(folder, 'handler.mjs');
writeFileSync(handler, 'export const handler = async () => 1;\n');
const scenario = join(folder, 'serviced.yaml');
writeFileSync(
  scenario,
  `name: serviced
function: { code: ., handler: handler.handler, runtime: nodejs24.x }
services: { PEER_URL: { run: [node, peer.mjs] } }
`,
);
const few = ['--memory', '1769', '--cold', '1', '--warm', '2', '--no-tui'];

test('a recording and its views say that functions reached nothing', async (t) => {
  const off = await kelvinHere(['tune', handler, ...few, '--out', join(folder, 'off'), '--network', 'off']);
  if (/--network off does not work here/.test(off.stderr)) return t.skip('this host has no such networks');
  assert.equal(readRecording(join(folder, 'off', 'recording.jsonl')).header.target.network, 'off');
  assert.match(
    readFileSync(join(folder, 'off', 'report.html'), 'utf8'),
    /none: functions reached the Runtime API alone/,
  );
});

for (const [what, args, says] of [
  ['a network that there is none of', ['tune', handler, '--network', 'moon'], /one of host, off/],
  ['one for the emulator too', ['emulate', '--port', '0', '--network', 'moon'], /one of host, off/],
  [
    'one for what the embedded emulator does not run',
    ['tune', '--function', 'some', '--network', 'off'],
    /for the embedded emulator/,
  ],
  ['none where the scenario has services', ['tune', scenario, '--network', 'off'], /cannot reach the services/],
] as const) {
  test(`says so of ${what}`, async () => {
    const out = args[0] === 'tune' ? ['--out', join(folder, 'nothing')] : [];
    const { stderr, code } = await kelvinHere([...args, ...out]);
    assert.match(stderr, says);
    assert.notEqual(code, 0);
    assert.ok(!existsSync(join(folder, 'nothing', 'recording.jsonl')));
  });
}
