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

/**
 * Work in proportion to the length is so much a character, however long the line is. CPU time of this thread alone counts:
 * what else the machine does makes it half as much again, not twenty times. Linear ways take 1 to 130 ns a character. A
 * regular expression that tries again from every place takes some 80 us at the smaller length, and a search by whole machine
 * words from every place 5 us or more at the larger one (2026-11). The smaller one comes first, that a quadratic way is told
 * in seconds.
 */
const LENGTHS = [65_536, 1_048_576];
const MOST_NS = 2000;

function cpuMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** @param workOf work for a length, with all that it needs already made */
function assertInProportion(workOf: (length: number) => () => void): void {
  for (const length of LENGTHS) {
    const took = (cpuMs(workOf(length)) * 1e6) / length;
    assert.ok(took < MOST_NS, `${took.toFixed(0)} ns for each of ${length}`);
  }
}

for (const [name, line] of Object.entries(HOSTILE)) {
  test(`a hostile line takes work in proportion to its length: ${name}`, () => {
    assertInProportion((length) => {
      const text = line(length);
      return () => parseMessage(text);
    });
  });
}

test('a REPORT that goes on for ever is given up after a few lines', () => {
  assertInProportion((length) => {
    const bytes = Buffer.from(`REPORT RequestId: x\n${'Billed\n'.repeat(length / 7)}`);
    return () => {
      const reader = new LogReader({ source: 'test', emit: () => {} });
      reader.text(bytes);
      reader.end();
    };
  });
});
