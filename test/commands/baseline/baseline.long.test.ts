import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readCheckRecording, readRecording } from '../../../src/recording/index.js';
import { kelvin, kelvinHere, linesOf, startKelvin, temporaryFolder, until } from '../kelvin.js';

const folder = temporaryFolder(after);
mkdirSync(join(folder, 'code'));
writeFileSync(join(folder, 'code/index.mjs'), 'export const handler = async () => ({});\n');
writeFileSync(
  join(folder, 'kelvin.yaml'),
  'function: { code: code, handler: index.handler, runtime: nodejs24.x, memorySize: 1769 }\n',
);
const SAVE = ['baseline', 'save', '--cold', '10', '--warm', '1'];
/** Which verdict comes out is not what is asked here. */
const FEW = ['--max-cold-starts', '10', '--warm', '1'];
const kept = join(folder, 'baseline.jsonl');

test('measures a version, keeps it, and a check holds a later one against it', async () => {
  const { code, stdout, stderr } = await kelvin(SAVE, { cwd: folder });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /1,769 MB: Init Duration .+ n = 10\), warm Duration .+ n = 10\)/);
  assert.match(stdout, /kept as baseline\.jsonl/);
  const { measurements, end, header } = readRecording(kept);
  assert.deepEqual([measurements.length, end?.reason], [20, 'complete']);
  assert.deepEqual(header.scenario.memorySizesMB, [1769]);
  const args = ['check', '--base', 'baseline.jsonl', ...FEW, '--no-explain', '--out', 'check'];
  const checked = await kelvinHere(args, { cwd: folder });
  // What the machine that runs the tests is worth is its own affair.
  assert.ok([0, 1, 4].includes(checked.code ?? -1), checked.stderr);
  const recording = readCheckRecording(join(folder, 'check/recording.jsonl'));
  const base = recording.measurements.filter((it) => it.side === 'base');
  assert.deepEqual([base.length, base.every((it) => it.recorded)], [20, true]);
  assert.equal(recording.header.base.source.kind, 'recording');
});

test('one that comes to nothing leaves the one before', async () => {
  const before = readFileSync(kept, 'utf8');
  const run = startKelvin(['baseline', 'save', '--cold', '200', '--no-tui'], { cwd: folder });
  const pathOf = (): string => /what was measured is in (\S+)/.exec(run.output())?.[1] ?? '';
  await until(`measuring (${run.output()})`, () => / cold +[1-9]/.test(run.output()));
  run.child.kill('SIGINT');
  const { code, stderr } = await run.finished;
  assert.equal(code, 130);
  assert.match(stderr, /nothing was kept \(interrupted\)/);
  assert.ok(linesOf(join(folder, pathOf())) > 1);
  assert.equal(readFileSync(kept, 'utf8'), before);
  assert.ok(!existsSync(`${kept}.new`));
});

test('says what is wrong before anything is started', async () => {
  const failing = async (...args: string[]) => (await kelvinHere(args, { cwd: folder })).stderr;
  assert.match(await failing('baseline', 'show'), /baseline does not know "show"/);
  assert.match(await failing(...SAVE.slice(0, 2), '--cold', '3'), /--cold 3 does not fit\n.*from 10 to 1,000/);
  assert.match(await failing(...SAVE, 'kelvin.yaml', 'other.yaml'), /other\.yaml is too much/);
});
