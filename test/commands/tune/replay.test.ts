import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type ReplayResult, replayResultSchema } from '../../../src/explore/index.js';
import { kelvin, kelvinHere, temporaryFolder } from '../kelvin.js';

const folder = temporaryFolder(after);
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** CPU-bound up to one vCPU, with a third of the noise of a busy host; 1,024 MB is cheapest of none, 512 MB of all. */
const MEANS: Readonly<Record<number, number>> = { 128: 800, 256: 390, 512: 180, 1024: 130, 1769: 100, 3008: 100 };
const SIZES = Object.keys(MEANS).map(Number);
const raw = file(
  'raw.csv',
  [
    'function,memory_mb,duration_ms',
    ...SIZES.flatMap((size) => [0.97, 1, 1.01, 1.02].map((by) => `thumbnail,${size},${(MEANS[size] ?? 0) * by}`)),
    'tiny,128,3',
  ].join('\n'),
);
const means = file('means.csv', ['memory_mb,mean_ms', ...SIZES.map((size) => `${size},${MEANS[size]}`)].join('\n'));
const OTHERS = ['--policies', 'grid,single-exponential'];

const replay = (...args: string[]) => kelvinHere(['tune', '--replay', ...args]);
async function result(...args: string[]): Promise<ReplayResult> {
  const { stdout, stderr, code } = await replay(...args, '--json', '-');
  assert.equal(code, 0, stderr);
  return replayResultSchema.parse(JSON.parse(stdout));
}

test('a replay puts the policies side by side, with regret, cost, invocations and what was left out', async () => {
  const { stdout, code, stderr } = await replay(raw, ...OTHERS, '--repetitions', '3');
  assert.equal(code, 0, stderr);
  assert.match(stdout, /raw\.csv: 1 curve, 3 runs of each policy on each, seed 1/);
  assert.match(stdout, /Left out: 1 curve with fewer than four sizes\./);
  assert.match(stdout, /^ +grid +single-exponential$/m);
  assert.match(stdout, /^regret, mean +0 % \(–\)/m);
  assert.match(stdout, /^invocations +60\.0 \(–\)/m);
  assert.match(stdout, /^bound held +– +–$/m);
});

test('a replay writes nothing, and needs neither AWS nor an emulator', async () => {
  const before = readdirSync(folder);
  const { code } = await kelvin(['tune', '--replay', raw, ...OTHERS, '--repetitions', '1'], { cwd: folder });
  assert.deepEqual([code, readdirSync(folder)], [0, before]);
});

test('the JSON holds every run with its moves, and the same seed gives the same', async () => {
  const first = await result(raw, ...OTHERS, '--repetitions', '2', '--seed', '7');
  assert.deepEqual([first.runs.length, first.curves, first.leftOut.tooFewSizes, first.noiseRatio], [4, 1, 1, null]);
  assert.deepEqual(first.runs[0]?.moves[0]?.count, 10);
  assert.deepEqual(await result(raw, ...OTHERS, '--repetitions', '2', '--seed', '7'), first);
  const other = await result(raw, ...OTHERS, '--repetitions', '2', '--seed', '8');
  assert.notDeepEqual(other.runs, first.runs);
});

test('--json without a name prints, and with a name writes that file', async () => {
  const { stdout, stderr } = await replay(raw, ...OTHERS, '--repetitions', '1', '--json');
  assert.equal(replayResultSchema.parse(JSON.parse(stdout)).curves, 1);
  assert.match(stderr, /regret, mean/);
  const named = join(folder, 'replay.json');
  assert.match((await replay(raw, ...OTHERS, '--repetitions', '1', '--json', named)).stdout, /regret, mean/);
  assert.ok(existsSync(named) && replayResultSchema.parse(JSON.parse(readFileSync(named, 'utf8'))).curves === 1);
});

test("Kelvin's own way is among the policies, and claims a bound of its regret", async () => {
  const { policies, runs } = await result(raw, '--repetitions', '1');
  assert.deepEqual(
    policies.map((it) => it.policy),
    ['kelvin', 'grid', 'single-exponential'],
  );
  assert.ok(policies[0]?.bound !== null && policies[1]?.bound === null);
  assert.ok((runs[0]?.regretRatio ?? 1) <= (runs[0]?.boundRatio ?? 0) + 1e-9);
});

test('each way of asking for an objective is the one of a run', async () => {
  const strategyOf = async (...args: string[]): Promise<string> =>
    (await result(raw, ...OTHERS, '--repetitions', '1', ...args)).strategy;
  assert.equal(await strategyOf('--strategy', 'fastest'), 'fastest');
  assert.equal(await strategyOf('--within', '5%'), 'fastest within 5 % of the cheapest');
  assert.equal(await strategyOf('--max-duration', 'p95=200ms'), 'cheapest with p95 of at most 200 ms');
  assert.equal(await strategyOf('--monthly', '30M'), 'cheapest month of 30,000,000 requests');
});

test('a curve of which no size meets the limit is left out and said', async () => {
  const { stdout } = await replay(raw, ...OTHERS, '--repetitions', '1', '--max-duration', 'p95=5ms');
  assert.match(stdout, /Left out: .*1 curve of which no size meets the limit/);
});

test('--memory is the list of candidates, and --worst prints runs step by step', async () => {
  const args = ['--memory', '128-1024', '--policies', 'grid', '--repetitions', '1', '--worst', '1'];
  const { stdout } = await replay(raw, ...args);
  assert.match(stdout, /grid on thumbnail, repetition 0: chose 512 MB x86_64, best 512 MB x86_64/);
  assert.match(stdout, /1,024 MB x86_64 × 10: 13\d ms/);
  assert.doesNotMatch(stdout, /1,769 MB/);
});

test('means are replayed with --noise, and refused without it', async () => {
  const { noiseRatio, curves } = await result(means, ...OTHERS, '--repetitions', '1', '--noise', '5%');
  assert.deepEqual([noiseRatio, curves], [0.05, 1]);
  const { stderr, code } = await replay(means);
  assert.equal(code, 2);
  assert.match(stderr, /holds means alone \(mean_ms\)\n {2}hint: .*--noise 5%/);
});

const wrong = file('wrong.csv', 'function,memory_mb,duration_ms\nf,128,12\nf,256,quick\n');
const few = file('few.csv', 'function,memory_mb,duration_ms\nf,128,12\n');
const odd = file('odd.csv', 'a,b\n1,2\n');
const REFUSED: readonly (readonly [what: string, args: readonly string[], message: RegExp])[] = [
  [
    'a cell that is no duration',
    [wrong],
    /wrong\.csv:3, column duration_ms: got "quick"\n {2}hint: expected a duration/,
  ],
  ['a file that is not there', [join(folder, 'none.csv')], /none\.csv: there is no such file\n {2}hint: .*CSV file/],
  ['a file with no curve', [few], /few\.csv holds no curve to explore: 1 with fewer than four sizes/],
  ['a file without durations', [odd], /odd\.csv: has no column of memory sizes/],
  ['a scenario beside the file', [raw, 'scenarios/cpu-bound.yaml'], /--replay runs nothing/],
  ['an option that needs a run', [raw, '--endpoint-url', 'http://x'], /--endpoint-url says nothing of a replay/],
  ['a time, which no recorded duration has', [raw, '--max-time', '5m'], /--max-time says nothing of a replay/],
  ['a policy that is none', [raw, '--policies', 'gird'], /there is no policy gird\n {2}hint: did you mean grid\?/],
  ['noise that is no share', [means, '--noise', 'loud'], /--noise loud is no share/],
  ['repetitions that are no count', [raw, '--repetitions', '1.5'], /--repetitions 1\.5 is no count/],
  [
    'a role of a column that is none',
    [raw, '--columns', 'size=memory_mb'],
    /--columns: "size=memory_mb" names no column/,
  ],
  ['a region without prices', [raw, '--region', 'mars-north-1'], /no prices are known for mars-north-1/],
  ['a strategy that is none', [raw, '--strategy', 'best'], /--strategy: got "?best"?/],
];
for (const [what, args, message] of REFUSED) {
  test(`${what} is refused in one line, with what to do`, async () => {
    const { code, stderr, stdout } = await replay(...args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, message);
  });
}

test('an option of a replay without one is refused', async () => {
  const { code, stderr } = await kelvinHere(['tune', 'scenarios/cpu-bound.yaml', '--noise', '5%']);
  assert.equal(code, 2);
  assert.match(stderr, /--noise goes with --replay/);
});
