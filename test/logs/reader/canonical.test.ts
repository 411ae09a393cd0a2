import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUnreadable, type LogRecord, type PlatformEvent, parseMessage } from '../../../src/logs/index.js';
import { REPORTS } from '../lines.js';
import { mutated, randomFrom } from '../mutations.js';
import { end, id, readText, report, start } from './read.js';

/** As long as any line that is read from its bytes must have behind it. */
const BEHIND = `${'x'.repeat(1000)}\n`;

/** What a line is by the bytes, told by what a reader makes of it. */
function byBytes(line: string): LogRecord | undefined {
  return readText(`${line}\n${BEHIND}`).records[0];
}

/** The same by the grammar alone: at its end a log has too few bytes for the other way. */
function byGrammar(line: string): LogRecord | undefined {
  return readText(`${line}\n`).records[0];
}

test('what is read from the bytes is what the grammar reads, of 20,000 changed lines', () => {
  const random = randomFrom(3);
  const usual = [report(1, 12.34), report(2, 0.35), report(3, 155, 'Init Duration: 80.00 ms\t')].map((it) =>
    it.trimEnd(),
  );
  const lines = [...usual.map((it) => `${it}\t`), ...usual, ...REPORTS.map(({ line }) => line.split('\n')[0] ?? '')];
  let read = 0;
  for (let run = 0; run < 20_000; run++) {
    const [line = ''] = mutated(lines, random).split('\n');
    const record = byBytes(line);
    assert.deepEqual(record, byGrammar(line), JSON.stringify(line));
    if (record?.kind !== 'invocation') continue;
    read++;
    const event = parseMessage(line);
    assert.ok(event !== undefined && !isUnreadable(event) && event.kind === 'report');
    assert.deepEqual(record.report, event.report, JSON.stringify(line));
  }
  assert.ok(read > 1000, `only ${read} were read`);
});

test('START and END are read from the bytes as by the grammar', () => {
  const random = randomFrom(4);
  const lines = [start(1), start(2, '17'), end(1), start(1).replace(' Version', '\tVersion')].map((it) => it.trimEnd());
  for (let run = 0; run < 10_000; run++) {
    const [line = ''] = mutated(lines, random).split('\n');
    const log = `${line}\n${report(1, 5)}${report(2, 6)}${report(7, 7)}`;
    assert.deepEqual(readText(`${log}${BEHIND}`).records, readText(log).records, JSON.stringify(line));
    const { lookAlikes } = readText(log).counts;
    assert.equal(lookAlikes, marksOf(parseMessage(line)), JSON.stringify(line));
  }
});

/** How many of the reports 1, 2 and 7 are look-alikes behind this event. */
function marksOf(event: ReturnType<typeof parseMessage>): number {
  if (event === undefined || isUnreadable(event)) return 0;
  const { requestId } = event as Extract<PlatformEvent, { kind: 'start' }>;
  if ((event.kind !== 'start' && event.kind !== 'end') || !/^[\w-]+$/.test(requestId)) return 0;
  return [1, 2, 7].filter((it) => id(it) !== requestId).length;
}

test('lines behind the timestamps of an export are read from their bytes, too, with their time', () => {
  const stamp = '2026-11-01T10:00:00.123Z ';
  const log = [start(1), end(1), report(1, 5), start(2), end(2), report(2, 6)].map((line) => stamp + line).join('');
  const fast = readText(log + BEHIND).records;
  assert.deepEqual(fast, readText(log).records);
  assert.deepEqual(
    fast.map((it) => it.kind === 'invocation' && it.at),
    [Date.parse(stamp.trim()), Date.parse(stamp.trim())],
  );
});
