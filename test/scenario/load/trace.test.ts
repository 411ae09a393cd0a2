import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../fixtures/properties.js';
import { CODE, problemsOf, readText } from './files.js';

const arrivalsOf = async (file: string, more = '', name = 'trace.txt') => {
  const { load } = await readText(`${CODE}load: { kind: trace, file: ${name}${more} }\n`, {}, { [name]: file });
  const [phase] = load.phases;
  return phase?.kind === 'trace' ? phase.arrivalsMs : undefined;
};

const faultsOf = (file: string, more = '') =>
  problemsOf(`${CODE}load: { kind: trace, file: trace.txt${more} }\n`, {}, { 'trace.txt': file });

test('epoch seconds, milliseconds, microseconds and nanoseconds are told by their size', async () => {
  assert.deepEqual(await arrivalsOf('1767225600\n1767225601.5\n1767225603\n'), [0, 1500, 3000]);
  assert.deepEqual(await arrivalsOf('1767225600000\r\n1767225601500\r\n'), [0, 1500]);
  assert.deepEqual(await arrivalsOf('1767225600000000\n1767225601500000'), [0, 1500]);
  assert.deepEqual(await arrivalsOf('1767225600000000000\n1767225601500000000'), [0, 1500]);
  assert.deepEqual(await arrivalsOf('0\n0.25\n12'), [0, 250, 12_000]);
});

test('ISO 8601 is read with an offset, and without one as UTC', async () => {
  const lines = [
    '2026-01-01T01:00:00+01:00',
    '2026-01-01T00:00:00.25Z',
    '2026-01-01 00:00:01,5',
    '2026-01-01T00:00:02',
  ];
  assert.deepEqual(await arrivalsOf(lines.join('\n')), [0, 250, 1500, 2000]);
  assert.deepEqual(await faultsOf('2026-01-01T00:00:00Z\n2026-13-01T00:00:00Z\n2026-01-01 25:00:00\n'), [
    'load.file: line 2: got "2026-13-01T00:00:00Z"; expected a timestamp',
    'load.file: line 3: got "2026-01-01 25:00:00"; expected a timestamp',
  ]);
  assert.deepEqual(await arrivalsOf('2026-01-01T00:00\n2026-01-01T00:01-0000\n2026-01-01T02:00+02'), [0, 0, 60_000]);
});

test('arrivals count from the first, in order whatever the order of the file; blank lines and remarks are none', async () => {
  assert.deepEqual(await arrivalsOf('\uFEFF# exported by me\n\n7\n5\n\n6\n'), [0, 1000, 2000]);
});

test('a column of a CSV file is named or numbered, with or without a header, quoted or not', async () => {
  const csv = 'id,"when, exactly",ms\n1,"2026-01-01T00:00:00Z",5\n"2,""x""","2026-01-01T00:00:02Z",8\n';
  assert.deepEqual(await arrivalsOf(csv, ', column: "when, exactly"'), [0, 2000]);
  assert.deepEqual(await arrivalsOf(csv, ', column: 2'), [0, 2000]);
  assert.deepEqual(await arrivalsOf('a,10\nb,11\n', ', column: 2'), [0, 1000]);
  assert.deepEqual(await faultsOf(csv, ', column: time'), [
    'load.column: no column time; expected one of id, when, exactly, ms',
  ]);
});

test('speed replays it faster or slower', async () => {
  assert.deepEqual(await arrivalsOf('0\n10\n60', ', speed: 10'), [0, 1000, 6000]);
  assert.deepEqual(await arrivalsOf('0\n10', ', speed: 0.5'), [0, 20_000]);
});

test('tells which lines hold no timestamp, a few of them, and that a file has none', async () => {
  assert.deepEqual(await faultsOf('1\nx\n2026-01-01T00:00Z\ny\nz\n'), [
    'load.file: line 2: got "x"; expected a timestamp',
    'load.file: line 3: got "2026-01-01T00:00Z"; expected a timestamp',
    'load.file: line 4: got "y"; expected a timestamp',
    'load.file: 1 more line of this kind',
  ]);
  assert.deepEqual(await faultsOf('\n# nothing\n'), ['load.file: no timestamps; expected one a line']);
  assert.deepEqual(await faultsOf('time\n', ', column: time'), [
    'load.file: no timestamps below its first line; expected one a line',
  ]);
});

test('any times come back as they were, whichever way they are written', async () => {
  const times = fc.array(fc.integer({ min: 1_500_000_000_000, max: 1_900_000_000_000 }), {
    minLength: 1,
    maxLength: 20,
  });
  const forms = fc.constantFrom(
    (ms: number) => String(ms),
    (ms: number) => (ms / 1000).toFixed(3),
    (ms: number) => new Date(ms).toISOString(),
  );
  await fc.assert(
    fc.asyncProperty(times, forms, async (all, form) => {
      const sorted = [...all].sort((a, b) => a - b);
      const expected = sorted.map((ms) => ms - (sorted[0] ?? 0));
      const read = (await arrivalsOf(all.map(form).join('\n'))) ?? [];
      assert.deepEqual(read.map(Math.round), expected);
    }),
    { numRuns: 25 },
  );
});
