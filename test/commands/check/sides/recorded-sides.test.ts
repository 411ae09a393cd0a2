import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { askedSides } from '../../../../src/commands/check/sides/asked-sides.js';
import { ageNote } from '../../../../src/commands/check/sides/recorded/age-note.js';
import { environmentsOf } from '../../../../src/commands/check/sides/recorded/environments-of.js';
import { type Circumstances, incomparable } from '../../../../src/commands/check/sides/recorded/incomparable.js';
import { completed, headerWith } from '../../../fixtures/recording.js';
import { kelvinHere, temporaryFolder } from '../../kelvin.js';
import { withSides } from './opened.js';
import { answering, SCENARIO } from './repository.js';

const folder = temporaryFolder(after);
const BASELINE = join(folder, 'baseline', 'recording.jsonl');
before(async () => {
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'index.mjs'), answering('one'));
  writeFileSync(join(folder, 'greeting.yaml'), SCENARIO);
  const how = ['--memory', '512', '--cold', '2', '--warm', '2', '--no-tui'];
  const { code, stderr } = await kelvinHere(['tune', 'greeting.yaml', ...how, '--out', 'baseline'], { cwd: folder });
  assert.ok(code === 0 || code === 4, stderr);
});

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

test('takes over a base that was measured before, at the sizes that it has, and tells of its age', async () => {
  await withSides('greeting.yaml', { base: 'baseline' }, folder, async ({ sides, said }) => {
    const { base, scenario } = sides;
    assert.ok(base.kind === 'recorded');
    assert.ok(base.measurements.every(({ side, recorded }) => side === 'base' && recorded === true));
    // A busy host has a visit made again.
    const cold = base.measurements.filter(({ intended }) => intended === 'cold');
    assert.ok(cold.length >= 2, `${cold.length} cold starts`);
    assert.deepEqual(
      cold.map(({ environment }) => environment),
      cold.map((_, index) => index),
    );
    const { path, name } = base.source;
    assert.deepEqual({ path, name }, { path: 'baseline/recording.jsonl', name: 'greeting' });
    assert.deepEqual(scenario.asked.sizesMB, [512]);
    assert.match(said.join('\n'), /^base was measured less than a day ago.* same session is better/);
  });
});

test('refuses a size that the base was not measured at', async () => {
  await assert.rejects(
    withSides('greeting.yaml', { base: 'baseline', memory: '512,1024' }, folder, async () => {}),
    /baseline\/recording.jsonl was measured at 512 MB, and not at 1,024 MB/,
  );
});

test('refuses a base of other circumstances, with all that differs', async () => {
  const [header = '', ...rest] = linesOf(BASELINE);
  const parsed = JSON.parse(header) as Record<string, Record<string, unknown>>;
  const other = {
    ...parsed,
    function: { ...parsed.function, runtimeVersion: 'Node.js 24.0.1' },
    target: { ...parsed.target, cpu: { enforced: true, backend: 'another' } },
    host: { ...parsed.host, cpuModel: 'Abacus' },
  };
  writeFileSync(join(folder, 'other.jsonl'), [JSON.stringify(other), ...rest].join('\n'));
  await assert.rejects(
    withSides('greeting.yaml', { base: 'other.jsonl' }, folder, async () => {}),
    ({ message }: Error) => {
      assert.match(message, /^other.jsonl cannot be compared with what is measured here\n/);
      assert.match(message, /\n {2}runtime version: Node.js 24.0.1 then, Node.js /);
      assert.match(message, /\n {2}CPU backend: another then, /);
      assert.match(message, /\n {2}CPU of the host: Abacus then, /);
      return true;
    },
  );
});

const { function: fn, target, host, scenario } = headerWith({});
const NOW: Circumstances = { function: fn, target, host, architectures: ['x86_64'], payloads: scenario.payloads };

test('compares what differs in nothing but the code', () => {
  const changed = { ...NOW, function: { ...fn, codeSha256: 'other', environmentNames: ['NEW'] } };
  assert.deepEqual(incomparable(NOW, changed), []);
});

const AWS = { kind: 'aws' as const, region: 'us-east-1' };
const DIFFERENT: readonly (readonly [string, Partial<Circumstances>])[] = [
  ['measured on: the emulator then, AWS now', { target }],
  ['region: eu-central-1 then, us-east-1 now', { target: { ...AWS, region: 'eu-central-1' } }],
  ['architecture: arm64 then, x86_64 now', { architectures: ['arm64'] }],
  ['runtime: nodejs22.x then, nodejs24.x now', { function: { ...fn, runtime: 'nodejs22.x' } }],
  ['runtime version: a then, b now', { function: { ...fn, runtimeVersion: 'a' } }],
  ['payloads: large then, {} now', { payloads: [{ name: 'large', weight: 1 }] }],
];
for (const [difference, then] of DIFFERENT) {
  test(`does not compare what differs in ${difference}`, () => {
    const now = { ...NOW, target: AWS, function: { ...fn, runtimeVersion: 'b' } };
    assert.deepEqual(incomparable({ ...now, ...then }, now), [difference]);
  });
}

test('deals warm invocations out in turn where several environments were started at a time', () => {
  const cold = completed(512, 10, { initMs: 100 });
  const warm = completed(512, 10);
  assert.deepEqual(
    environmentsOf([cold, cold, warm, warm, warm, cold, warm]).map(({ environment }) => environment),
    [0, 1, 0, 1, 0, 2, 2],
  );
});

test('tells of an old base that it is to be measured anew', async () => {
  await withSides('greeting.yaml', { base: 'baseline' }, folder, async ({ sides: { base } }) => {
    assert.ok(base.kind === 'recorded');
    const later = new Date(Date.parse(base.source.startedAt) + 40 * 86_400_000);
    assert.match(ageNote(base, later, 'AWS itself'), /measured 40 days ago \(measure it anew .*AWS itself may have/);
  });
});

test('takes no recording for the head, and none of another kind for the base', async () => {
  const before = process.cwd();
  process.chdir(folder);
  try {
    await assert.rejects(askedSides('greeting.yaml', { base: 'src', head: 'baseline' }, {}), /cannot be the head/);
  } finally {
    process.chdir(before);
  }
  writeFileSync(join(folder, 'logs.jsonl'), `${JSON.stringify({ type: 'header', kind: 'logs' })}\n`);
  appendFileSync(join(folder, 'empty.jsonl'), `${linesOf(BASELINE)[0]}\n`);
  const open = (base: string) => withSides('greeting.yaml', { base }, folder, async () => {});
  await assert.rejects(open('logs.jsonl'), /logs.jsonl is the recording of logs, and no base/);
  await assert.rejects(open('empty.jsonl'), /empty.jsonl holds no cold start/);
});
