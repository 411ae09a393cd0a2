import { closeSync, openSync, writeSync } from 'node:fs';
import { randomFrom } from '../../logs/mutations.js';

/** What a function may print that looks like a part of a report, and what it usually prints. */
const OWN = [
  (id: string) => `2026-11-01T10:00:00.000Z\t${id}\tINFO\tfetched 25 orders in Duration: 1.00 ms, 3 of them new`,
  (id: string) => `2026-11-01T10:00:00.000Z\t${id}\tINFO\t{"customer":{"id":"c-1042","tier":"gold"},"items":[1,2,3]}`,
  () => '{"level":"INFO","message":"cache miss","key":"orders/2026/11/01","timestamp":"2026-11-01T10:00:00.000Z"}',
  () => '[INFO] REPORT of the day: Billed Duration: none, Memory Size: unknown, Init Duration: later',
  () => 'Traceback (most recent call last):',
  () => '  File "/var/task/handler.py", line 42, in handler: raise ValueError("Max Memory Used")',
  () => 'END of batch; RequestId: none; START again with the next page of results from the table',
];
const PADDING = 'the quick brown fox jumps over the lazy dog and writes one more line into its log '.repeat(6);
const HEX = '0123456789abcdef';
const BLOCK = 1 << 22;

export interface Generated {
  readonly bytes: number;
  readonly lines: number;
  readonly reports: number;
}

/**
 * Writes a log as CloudWatch Logs exports it: an invocation is START, lines of the function's own, END and REPORT, one line
 * in six a REPORT, one in fifty of these cold, one in a hundred with an X-Ray line, one in a thousand timed out. The same
 * seed gives the same bytes.
 */
export function generateLog(path: string, lines: number): Generated {
  const random = randomFrom(20_261_101);
  const file = openSync(path, 'w');
  let block = '';
  let written = 0;
  let bytes = 0;
  let reports = 0;
  try {
    while (written < lines) {
      const { text, count } = invocation(random, reports++);
      block += text;
      written += count;
      if (block.length < BLOCK && written < lines) continue;
      bytes += writeSync(file, block);
      block = '';
    }
  } finally {
    closeSync(file);
  }
  return { bytes, lines: written, reports };
}

function invocation(random: (below: number) => number, number: number): { text: string; count: number } {
  const id = requestId(random);
  const own = Array.from({ length: 3 }, () => {
    const line = OWN[random(OWN.length)]?.(id) ?? '';
    return `${line} ${PADDING.slice(0, random(180))}\n`;
  });
  const cold = number % 50 === 0;
  const duration = random(500_000) / 100 + 1;
  const init = random(90_000) / 100 + 50;
  const report = [
    `REPORT RequestId: ${id}`,
    `Duration: ${duration.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(duration + (cold ? init : 0))} ms`,
    'Memory Size: 1769 MB',
    `Max Memory Used: ${60 + random(900)} MB`,
    ...(cold ? [`Init Duration: ${init.toFixed(2)} ms`] : []),
    ...(number % 1000 === 7 ? ['Status: timeout'] : ['']),
  ].join('\t');
  const xray =
    number % 100 === 3
      ? [`XRAY TraceId: 1-${hex(random, 8)}-${hex(random, 24)}\tSegmentId: ${hex(random, 16)}\tSampled: true\t\n`]
      : [];
  const text = `START RequestId: ${id} Version: $LATEST\n${own.join('')}END RequestId: ${id}\n${report}\n${xray.join('')}`;
  return { text, count: 6 + xray.length };
}

const hex = (random: (below: number) => number, length: number): string => {
  let text = '';
  for (let at = 0; at < length; at++) text += HEX[random(16)];
  return text;
};

const requestId = (random: (below: number) => number): string =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;
