import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isReport, parseReportLine } from '../../src/logs/index.js';

const BESIDE = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const CORPUS = join(process.env.KELVIN_SHARED_DATA ?? BESIDE, 'report-lines.jsonl');
/** Where the variable is set the corpus must be there: a missing one is a failure, not a skip. */
const skip =
  process.env.KELVIN_SHARED_DATA === undefined && !existsSync(CORPUS) ? 'the corpus is not beside the checkout' : false;

interface CorpusLine {
  readonly line: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

const FIELDS = {
  requestId: 'requestId',
  durationMs: 'durationMs',
  billedMs: 'billedDurationMs',
  memoryMB: 'memorySizeMB',
  maxMemoryMB: 'maxMemoryUsedMB',
  initMs: 'initDurationMs',
  restoreMs: 'restoreDurationMs',
  billedRestoreMs: 'billedRestoreDurationMs',
  status: 'status',
  errorType: 'errorType',
} as const;

test('every real REPORT line is read as a person read it, or is unreadable with a reason, never wrong', {
  skip,
}, () => {
  const lines = readFileSync(CORPUS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CorpusLine)
    .filter(({ expected }) => expected.type === 'REPORT' && typeof expected.requestId === 'string');
  assert.ok(lines.length >= 50, `only ${lines.length} lines`);
  let read = 0;
  for (const { line, expected } of lines) {
    const report = parseReportLine(line);
    if (!isReport(report)) continue;
    read++;
    for (const [theirs, ours] of Object.entries(FIELDS))
      assert.equal(report[ours], expected[theirs], `${theirs} of ${line}`);
  }
  assert.ok(read / lines.length >= 0.95, `${read} of ${lines.length} read`);
});
