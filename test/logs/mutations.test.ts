import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isUnreadable, parseMessage, type Report } from '../../src/logs/index.js';
import { EVENTS } from './events.js';
import { OTHER_LINES, REPORTS } from './lines.js';
import { mutated, randomFrom } from './mutations.js';

const BESIDE = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const CORPUS = join(process.env.KELVIN_SHARED_DATA ?? BESIDE, 'report-lines.jsonl');
const corpus = existsSync(CORPUS)
  ? readFileSync(CORPUS, 'utf8')
      .trim()
      .split('\n')
      .map((it) => (JSON.parse(it) as { line: string }).line)
  : [];
const own = [...REPORTS, ...OTHER_LINES, ...EVENTS].map(({ line }) => line);

const LABELS: Readonly<Record<string, readonly [label: string, unit: string]>> = {
  durationMs: ['Duration', 'ms'],
  billedDurationMs: ['Billed Duration', 'ms'],
  memorySizeMB: ['Memory Size', 'MB'],
  maxMemoryUsedMB: ['Max Memory Used', 'MB'],
  initDurationMs: ['Init Duration', 'ms'],
  restoreDurationMs: ['Restore Duration', 'ms'],
  billedRestoreDurationMs: ['Billed Restore Duration', 'ms'],
};
/** A label that one of these stands in front of is a longer one. */
const LONGER = /(?<![\w-])(?:Billed|Init|Restore|Runtime|Tenant) $/;

/** The numbers that stand in a text line under a label, with its unit and something that ends them. */
function printedUnder(line: string, label: string, unit: string): number[] {
  const flat = line.replaceAll(/\s+/g, ' ');
  const pattern = new RegExp(`(?<![\\w-])${label}: (\\d+(?:\\.\\d+)?) ${unit}(?![a-z\\d.,])`, 'g');
  return [...flat.matchAll(pattern)].flatMap((match) =>
    LONGER.test(flat.slice(0, match.index)) ? [] : [Number(match[1])],
  );
}

/** The same, where the old emulator's missing separator glues the label to the unit before it. */
const glued = (line: string): string => line.replaceAll(/(?<=\d\s(?:ms|MB))(?=[A-Z])/g, ' ');

function check(line: string, report: Report): void {
  const metrics = line.trimStart().startsWith('{') ? JSON.parse(line).record.metrics : undefined;
  for (const [name, [label, unit]] of Object.entries(LABELS)) {
    const value = report[name as keyof Report];
    if (value === undefined) continue;
    const printed = metrics === undefined ? printedUnder(glued(line), label, unit) : [metrics[name]];
    assert.ok(printed.includes(value), `${name} is ${value} of ${JSON.stringify(line)}`);
  }
}

test('100,000 random changes and cuts of real lines never give a number that is not printed there', () => {
  for (const [seed, lines] of [
    [1, own],
    [2, corpus.length === 0 ? own : corpus],
  ] as const) {
    const random = randomFrom(seed);
    let read = 0;
    let refused = 0;
    for (let run = 0; run < 50_000; run++) {
      const line = mutated(lines, random);
      const event = parseMessage(line);
      if (event === undefined) continue;
      if (isUnreadable(event)) refused++;
      else if (event.kind === 'report') {
        read++;
        check(line, event.report);
      } else if (event.kind === 'init-report' && line.trimStart().startsWith('INIT')) {
        assert.ok(printedUnder(line, 'Init Duration', 'ms').includes(event.initDurationMs), line);
      }
    }
    assert.ok(read > 2000 && refused > 2000, `${read} read, ${refused} refused: the changes are too mild or too wild`);
  }
});
