import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogReader, parseMessage } from '../../src/logs/index.js';

/** Lines that are as hard as they come, by the length that they shall have. */
const fill = (head: string, part: string) => (length: number) => head + part.repeat(Math.ceil(length / part.length));
const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'labels without values': fill('REPORT RequestId: x\t', 'Duration: '),
  'fields that nobody knows': fill('REPORT RequestId: x\t', 'Foo Bar: 1 ms\t'),
  'a field for each letter': (length) =>
    `REPORT RequestId: x\t${Array.from({ length: length / 16 }, (_, at) => `F${at}: a b  `).join('')}`,
  spaces: fill('REPORT RequestId: x\tDuration:', ' '),
  'spaces before a word': (length) => `REPORT RequestId: x\tPlace:${' '.repeat(length)}a:b`,
  digits: fill('REPORT RequestId: x\tDuration: ', '1'),
  'digits and points': fill('REPORT RequestId: x\tPlace: ', '1.'),
  words: fill('REPORT RequestId: x\tPlace: ', 'a '),
  colons: fill('REPORT RequestId: x\tPlace: ', 'a:'),
  'a long list': fill('EXTENSION\tName: x\tState: Ready\tEvents: [', 'A, '),
  'quotes in cut JSON': fill('{"a":"platform.report","b":"', '\\"'),
  'open objects': fill('{"platform.report":', '{"a":'),
  'a whole event': (length) => `{"type":"platform.report","record":{"a":"${'x'.repeat(length)}"}}`,
  'a runtime that left': fill('RequestId: x Error: Runtime exited with error: ', ' '),
  'a timeout that is none': fill('RequestId: ', 'x-'),
};

const SMALL = 65_536;
const TIMES = 16;
/** Quadratic time would make this 256; the rest is room for a busy machine. */
const MOST = 100;

function quickest(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start);
  });
  return Math.max(Math.min(...times), 20_000);
}

for (const [name, line] of Object.entries(HOSTILE)) {
  test(`a hostile line takes time in proportion to its length: ${name}`, () => {
    const [small, large] = [line(SMALL), line(SMALL * TIMES)];
    parseMessage(small);
    const ratio = quickest(() => parseMessage(large)) / quickest(() => parseMessage(small));
    assert.ok(ratio < MOST, `${TIMES} times the length took ${ratio.toFixed(0)} times as long`);
  });
}

test('a REPORT that goes on for ever is given up after a few lines', () => {
  const read = (lines: number) => () => {
    const reader = new LogReader({ source: 'test', emit: () => {} });
    reader.text(Buffer.from(`REPORT RequestId: x\n${'Billed\n'.repeat(lines)}`));
    reader.end();
  };
  const ratio = quickest(read(SMALL)) / quickest(read(SMALL / TIMES));
  assert.ok(ratio < MOST, `${TIMES} times the lines took ${ratio.toFixed(0)} times as long`);
});
