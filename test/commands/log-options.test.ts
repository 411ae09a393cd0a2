import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandError } from '../../src/commands/command-error.js';
import { progressText, ReadingProgress } from '../../src/commands/logs/progress.js';
import { timeOption } from '../../src/commands/logs/time-option.js';

const NOW = Date.UTC(2026, 10, 21, 5);

for (const [text, expected] of [
  ['2026-11-20T12:00:00Z', Date.UTC(2026, 10, 20, 12)],
  ['2026-11-20T12:00:00', Date.UTC(2026, 10, 20, 12)],
  ['2026-11-20 12:00', Date.UTC(2026, 10, 20, 12)],
  ['2026-11-20T12:00:00+01:00', Date.UTC(2026, 10, 20, 11)],
  ['2026-11-20', Date.UTC(2026, 10, 20)],
  ['1763640000000', 1_763_640_000_000],
  ['3d', NOW - 3 * 86_400_000],
  ['1.5h', NOW - 5_400_000],
  ['30m', NOW - 1_800_000],
] as const) {
  test(`${text} is a time`, () => {
    assert.equal(timeOption('--start', text, NOW), expected);
  });
}

for (const text of ['yesterday', '2026-13-40', '12', '', '3 days', '-1h', '2026-11-20T25:00:00Z']) {
  test(`"${text}" is none`, () => {
    assert.throws(() => timeOption('--start', text, NOW), CommandError);
  });
}

test('progress says how much of how much, how fast, and what was found', () => {
  const reading = { bytes: 512 * 1_048_576, totalBytes: 1024 * 1_048_576, reports: 620_000 };
  assert.equal(progressText(reading, 2000), 'read 512 MB of 1,024 MB (50 %), 256 MB/s, 620,000 reports');
  assert.equal(
    progressText({ bytes: 1_048_576, reports: 0, note: 'asked to slow down 2 times' }, 1000),
    'read 1 MB, 1 MB/s, 0 reports, asked to slow down 2 times',
  );
});

test('a reading that is over at once says nothing', () => {
  let said = '';
  const stderr = { isTTY: true, write: (text: string) => (said += text) } as unknown as NodeJS.WriteStream;
  const progress = new ReadingProgress(stderr);
  progress.update({ bytes: 1, reports: 1 });
  progress.end();
  assert.equal(said, '');
});
