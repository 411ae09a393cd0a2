import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCsv } from '../../../src/explore/replay/csv.js';
import { ReplayDataError } from '../../../src/explore/replay/data-error.js';

const cellsOf = (text: string): (readonly string[])[] => parseCsv(text, 'data.csv').rows.map(({ cells }) => cells);

test('comments and empty lines are no rows, and lines are counted as an editor does', () => {
  const csv = parseCsv('# measured in April\n# by hand\nmemory_mb,duration_ms\n\n128,40\n', 'data.csv');
  assert.deepEqual(csv.header, ['memory_mb', 'duration_ms']);
  assert.deepEqual(csv.rows, [{ line: 5, cells: ['128', '40'] }]);
});

test('a quoted cell may hold the delimiter, a quote and a line break', () => {
  assert.deepEqual(cellsOf('a,b\n"x, ""y""",1\n"two\nlines",2\n'), [
    ['x, "y"', '1'],
    ['two\nlines', '2'],
  ]);
});

test('a row after a cell of two lines has the number of its own line', () => {
  const { rows } = parseCsv('a,b\n"two\nlines",2\nc,3\n', 'data.csv');
  assert.deepEqual(
    rows.map(({ line }) => line),
    [2, 4],
  );
});

test('semicolons and tabs delimit too, and a byte-order mark and Windows line ends are none of the text', () => {
  assert.deepEqual(cellsOf('a;b\n1,5;2\n'), [['1,5', '2']]);
  assert.deepEqual(cellsOf('a\tb\n1\t2\n'), [['1', '2']]);
  const csv = parseCsv('\uFEFFmemory_mb,duration_ms\r\n128,40\r\n', 'data.csv');
  assert.deepEqual([csv.header[0], csv.rows[0]?.cells], ['memory_mb', ['128', '40']]);
});

test('a row of another length is told with its line', () => {
  const isTold = (error: unknown): boolean =>
    error instanceof ReplayDataError && error.message === 'data.csv:3: has 3 cells, and the header 2';
  assert.throws(() => parseCsv('a,b\n1,2\n1,2,3\n', 'data.csv'), isTold);
});

test('a quote that is never closed is told with the line where it opens', () => {
  assert.throws(() => parseCsv('a,b\n1,2\n"1,2\n3,4\n', 'data.csv'), /data\.csv:3: a quote is never closed/);
});

test('an empty file is told to be one', () => {
  assert.throws(() => parseCsv('\n# nothing\n', 'data.csv'), /data\.csv: is empty/);
});
