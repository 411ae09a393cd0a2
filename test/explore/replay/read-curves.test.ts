import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReadOptions, type RecordedCurves, readCurves } from '../../../src/explore/index.js';

const SIZES = [128, 256, 512, 1024];
const table = (header: string, row: (size: number) => string | readonly string[], sizes = SIZES): string =>
  [header, ...sizes.flatMap(row)].join('\n');
const read = (text: string, options: ReadOptions = {}): RecordedCurves => readCurves(text, 'data.csv', options);
const names = ({ curves }: RecordedCurves): string[] => curves.map(({ name }) => name);

test('single durations are kept as they were recorded, a curve for each function', () => {
  const text = table('function,memory_mb,duration_ms', (size) => [`a,${size},30`, `a,${size},10`, `b,${size},7`]);
  const { curves } = read(text);
  assert.deepEqual(
    curves.map(({ name }) => name),
    ['a', 'b'],
  );
  assert.deepEqual(curves[0]?.sizes[0], {
    memorySizeMB: 128,
    architecture: 'x86_64',
    warm: { kind: 'recorded', valuesMs: [10, 30] },
  });
});

test('a file of one function needs no column that says so', () => {
  assert.deepEqual(names(read(table('memory_mb,duration_ms', (size) => `${size},5`))), ['']);
});

test('every column of words tells functions apart, and a column of numbers does not', () => {
  const text = table('version,memory_mb,note,cost,duration_ms', (size) => [
    `v1,${size},cold cache,${size / 7},5`,
    `v1,${size},warm cache,${size / 9},4`,
    `v2,${size},warm cache,0.1,3`,
  ]);
  assert.deepEqual(names(read(text)), ['v1 · cold cache', 'v1 · warm cache', 'v2 · warm cache']);
});

test('a function is named by as few columns as tell it apart', () => {
  const text = table('source,function,memory_mb,duration_ms', (size) => [
    `a/long/path,f,${size},5`,
    `b/path,g,${size},5`,
  ]);
  assert.deepEqual(names(read(text)), ['f', 'g']);
});

test('functions that are called by numbers are told apart all the same', () => {
  const text = table('function,memory_mb,duration_ms', (size) => [`1,${size},5`, `2,${size},9`]);
  assert.deepEqual(names(read(text)), ['1', '2']);
});

test('names of columns differ in case, spaces and signs, and sizes and durations may carry their unit', () => {
  const text = table('Memory Size (MB),Duration-ms', (size) => `${size} MB,12.5 ms`);
  assert.deepEqual(read(text).curves[0]?.sizes[1]?.warm, { kind: 'recorded', valuesMs: [12.5] });
});

test('--columns names what no rule would find', () => {
  const columns = new Map([
    ['memory', 'SIZE'],
    ['duration', 'T'],
    ['group', 'A+B'],
  ]);
  const text = table('SIZE,T,A,B,C', (size) => [`${size},5,x,1,p`, `${size},5,x,2,q`, `${size},6,x,2,r`]);
  assert.deepEqual(names(read(text, { columns })), ['1', '2']);
});

test('each architecture is a curve of its own, or both are candidates of one', () => {
  const text = table('function,arch,memory_mb,duration_ms', (size) => [`f,x86,${size},5`, `f,aarch64,${size},4`]);
  assert.deepEqual(names(read(text)), ['x86', 'aarch64']);
  const { curves } = read(text, { bothArchitectures: true });
  assert.deepEqual(
    curves[0]?.sizes.map((it) => [it.architecture, it.memorySizeMB]),
    [...SIZES.map((size) => ['x86_64', size]), ...SIZES.map((size) => ['arm64', size])],
  );
});

test('a function of one architecture is left out where both are candidates, and counted', () => {
  const text = table('function,arch,memory_mb,duration_ms', (size) => `f,arm64,${size},4`);
  const { curves, leftOut } = read(text, { bothArchitectures: true });
  assert.deepEqual([curves.length, leftOut.oneArchitecture], [0, 1]);
});

test('means become lognormal durations with the coefficient of variation that is given', () => {
  const text = table('function,memory_mb,mean_ms,p99_ms,n', (size) => `f,${size},20,30,100`);
  assert.deepEqual(read(text, { cvRatio: 0.05 }).curves[0]?.sizes[0]?.warm, {
    kind: 'mean',
    meanMs: 20,
    cvRatio: 0.05,
  });
});

test('means without a word on the noise are refused, with what to do', () => {
  const text = table('memory_mb,mean_ms', (size) => `${size},20`);
  assert.throws(() => read(text), { message: 'data.csv: holds means alone (mean_ms)', hint: /--noise 5%/ });
});

test('a mean with percentiles needs no word on the noise', () => {
  const text = table('memory_mb,n,p10,median,p90,mean', (size) => `${size},5000,10,12,20,13`);
  assert.deepEqual(read(text).curves[0]?.sizes[0]?.warm, {
    kind: 'percentiles',
    p10Ms: 10,
    medianMs: 12,
    p90Ms: 20,
    meanMs: 13,
  });
});

test('a curve with fewer than four sizes is left out and counted', () => {
  const text = table('function,memory_mb,duration_ms', (size) => [
    `f,${size},5`,
    ...(size < 600 ? [`g,${size},5`] : []),
  ]);
  const { curves, leftOut } = read(text);
  assert.deepEqual([curves.length, leftOut.tooFewSizes], [1, 1]);
});

test('a line without a duration says nothing and is counted', () => {
  const text = table('function,memory_mb,duration_ms', (size) => [`f,${size},5`, `f,${size},`]);
  assert.equal(read(text).emptyRows, 4);
});

test('sizes that are no candidates are left out before anything is counted', () => {
  const text = table('function,memory_mb,duration_ms', (size) => `f,${size},5`, [...SIZES, 2048]);
  const isCandidate = (size: number): boolean => size <= 1024;
  assert.deepEqual(
    read(text, { isCandidate }).curves[0]?.sizes.map((it) => it.memorySizeMB),
    SIZES,
  );
});

test('cold starts are a curve of their own, or where they count belong to the warm ones', () => {
  const header = 'function,start_type,memory_mb,duration_ms,init_ms';
  const text = table(header, (size) => [`f,warm,${size},5,`, `f,cold,${size},9,120.5`]);
  assert.deepEqual(names(read(text)), ['warm', 'cold']);
  const { curves } = read(text, { coldStarts: true });
  assert.equal(curves.length, 1);
  assert.deepEqual(curves[0]?.sizes[0]?.cold, {
    duration: { kind: 'recorded', valuesMs: [9] },
    init: { kind: 'recorded', valuesMs: [120.5] },
  });
});

test('a function without cold starts is left out where those count, and counted', () => {
  const text = table('function,start_type,memory_mb,duration_ms', (size) => `f,warm,${size},5`);
  const { curves, leftOut } = read(text, { coldStarts: true });
  assert.deepEqual([curves.length, leftOut.noColdStarts], [0, 1]);
});

const WRONG: readonly (readonly [what: string, row: string, message: RegExp])[] = [
  ['a duration that is no number', '128,x86_64,fast', /^data\.csv:2, column duration_ms: got "fast"$/],
  ['a duration of zero', '128,x86_64,0', /^data\.csv:2, column duration_ms: got "0"$/],
  ['a negative duration', '128,x86_64,-3', /^data\.csv:2, column duration_ms: got "-3"$/],
  ['a size below what Lambda has', '64,x86_64,3', /^data\.csv:2, column memory_mb: got "64"$/],
  ['a size beyond what Lambda has', '10241,x86_64,3', /^data\.csv:2, column memory_mb: got "10241"$/],
  ['a size between two', '128.5,x86_64,3', /^data\.csv:2, column memory_mb: got "128.5"$/],
  ['an empty size', ',x86_64,3', /^data\.csv:2, column memory_mb: got ""$/],
  ['an architecture that is none', '128,mips,3', /^data\.csv:2, column arch: got "mips"$/],
];
for (const [what, row, message] of WRONG) {
  test(`${what} is refused with file, line and column`, () => {
    assert.throws(() => read(`memory_mb,arch,duration_ms\n${row}\n`), { name: 'ReplayDataError', message });
  });
}

test('a file without a column of sizes or durations is refused with the columns that it has', () => {
  assert.throws(() => read('size_of_it,duration_ms\n128,3\n'), {
    message: /data\.csv: has no column of memory sizes.*its columns are size_of_it, duration_ms/,
    hint: /--columns memory=SIZE/,
  });
  assert.throws(() => read('memory_mb,cost\n128,3\n'), /has no column of durations/);
});

test('a column that --columns names and the file does not have is told, with the nearest one', () => {
  const columns = new Map([['duration', 'duratoin_ms']]);
  assert.throws(() => read('memory_mb,duration_ms\n128,3\n', { columns }), {
    message: 'data.csv: has no column duratoin_ms',
    hint: 'did you mean duration_ms?',
  });
});
