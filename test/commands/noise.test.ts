import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readRecording } from '../../src/recording/index.js';
import { type Finished, kelvinHere, temporaryFolder } from './kelvin.js';

const folder = temporaryFolder(after);
const handler = join(folder, 'handler.mjs');
mkdirSync(folder, { recursive: true });
writeFileSync(handler, 'export const handler = async () => 1;\n');
const few = ['--memory', '1769', '--cold', '2', '--warm', '3', '--no-tui'];
const run = (out: string, ...more: string[]): Promise<Finished> =>
  kelvinHere(['tune', handler, ...few, '--out', join(folder, out), ...more]);
const recordingOf = (out: string) => readRecording(join(folder, out, 'recording.jsonl'));

let noisy: Finished;
before(async () => {
  noisy = await run('noisy', '--platform-noise', '--seed', '5', '--network-distance', '20ms');
});

test('a run with noise says in its recording what is simulated, with source and seed', () => {
  const { simulated } = recordingOf('noisy').header.target;
  assert.equal(simulated?.seed, 5);
  const network = simulated.parts.find(({ name }) => name === 'network');
  assert.equal(network?.parameters.distance, '20 ms');
  assert.notEqual(network.source, '');
});

test('each of its measurements says how much of it is simulated, and took that long at least', () => {
  const { measurements } = recordingOf('noisy');
  assert.ok(measurements.length >= 5);
  for (const { outcome, simulated, intended } of measurements) {
    assert.ok(outcome.kind === 'completed' && simulated?.networkMs !== undefined);
    assert.equal(simulated.coldStartMs !== undefined, intended === 'cold');
    const { networkMs, coldStartMs = 0 } = simulated;
    const { durationMs, initDurationMs = 0 } = outcome.report;
    assert.ok(
      networkMs >= 25 && Number(outcome.latencyMs) >= networkMs + coldStartMs + durationMs + initDurationMs - 1,
    );
  }
});

test('every view says so', async () => {
  const said = /simulated/i;
  assert.match(noisy.stdout, /^SIMULATED noise \(seed 5\): cold-start overhead, /m);
  for (const file of ['report.html', 'summary.md', 'result.json']) {
    assert.match(readFileSync(join(folder, 'noisy', file), 'utf8'), said, file);
  }
  const again = await kelvinHere(['report', join(folder, 'noisy'), '--markdown', '-']);
  assert.equal(again.stdout, readFileSync(join(folder, 'noisy', 'summary.md'), 'utf8'));
});

/** Of a run that was disturbed there are more: what is measured again is dealt what comes next. */
test('the same seed deals the same, one after the other', async () => {
  await run('again', '--platform-noise', '--seed', '5', '--network-distance', '20ms');
  const dealt = (out: string) => recordingOf(out).measurements.map(({ simulated }) => simulated?.networkMs);
  assert.deepEqual(dealt('again').slice(0, 5), dealt('noisy').slice(0, 5));
  const first = (out: string) => recordingOf(out).measurements[0]?.simulated?.coldStartMs;
  assert.equal(first('again'), first('noisy'));
});

test('without it nothing is simulated, and nothing says so', async () => {
  const { stdout } = await run('plain', '--seed', '5');
  const text = readFileSync(join(folder, 'plain', 'recording.jsonl'), 'utf8');
  for (const view of [stdout, text, readFileSync(join(folder, 'plain', 'summary.md'), 'utf8')]) {
    assert.doesNotMatch(view, /simulat/i);
  }
});

for (const [what, args, says] of [
  ['its distance without it', ['tune', handler, '--network-distance', '20ms'], /goes with --platform-noise/],
  ['its seed without it', ['emulate', '--seed', '5'], /--seed goes with --platform-noise/],
  ['no distance', ['emulate', '--platform-noise', '--network-distance', 'far'], /is no distance/],
  [
    'an endpoint of somebody else',
    ['tune', handler, '--platform-noise', '--endpoint-url', 'http://127.0.0.1:9'],
    /is for the embedded emulator/,
  ],
] as const) {
  test(`it is refused with ${what}`, async () => {
    const { code, stderr } = await kelvinHere(args);
    assert.notEqual(code, 0);
    assert.match(stderr, says);
  });
}
