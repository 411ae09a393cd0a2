import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isUnreadable, type PlatformEvent, parseMessage } from '../../src/logs/index.js';

const BESIDE = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const CORPUS = join(process.env.KELVIN_SHARED_DATA ?? BESIDE, 'report-lines.jsonl');
/** Where the variable is set the corpus must be there: a missing one is a failure, not a skip. */
const skip =
  process.env.KELVIN_SHARED_DATA === undefined && !existsSync(CORPUS) ? 'the corpus is not beside the checkout' : false;

interface CorpusLine {
  readonly line: string;
  readonly truncated?: boolean;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** The corpus's names for our fields, where they differ. */
const NAMES: Readonly<Record<string, string>> = {
  billedMs: 'billedDurationMs',
  memoryMB: 'memorySizeMB',
  maxMemoryMB: 'maxMemoryUsedMB',
  initMs: 'initDurationMs',
  restoreMs: 'restoreDurationMs',
  billedRestoreMs: 'billedRestoreDurationMs',
};

const KINDS: Readonly<Record<string, PlatformEvent['kind']>> = {
  REPORT: 'report',
  INIT_REPORT: 'init-report',
  RESTORE_REPORT: 'restore-report',
  INIT_START: 'init-start',
  EXTENSION: 'extension',
  'platform.report': 'report',
  'platform.initReport': 'init-report',
  'platform.restoreReport': 'restore-report',
};

test('every line of the corpus is read as a person read it: each field, and no other', { skip }, () => {
  const lines = readFileSync(CORPUS, 'utf8').trim().split('\n');
  assert.ok(lines.length >= 157, `only ${lines.length} lines`);
  for (const text of lines) {
    const { line, expected, truncated } = JSON.parse(text) as CorpusLine;
    const event = parseMessage(line);
    assert.ok(event !== undefined && !isUnreadable(event), `not read: ${line}`);
    const { type, ...fields } = expected;
    assert.equal(event.kind, KINDS[String(type)], line);
    const { kind: _, ...own } = event.kind === 'report' ? { kind: '', ...event.report } : event;
    const { other, truncated: cut, ...read } = own as Record<string, unknown>;
    assert.equal(cut === true, truncated === true, `truncated: ${line}`);
    assert.equal(other, undefined, line);
    const named = Object.fromEntries(Object.entries(fields).map(([name, value]) => [NAMES[name] ?? name, value]));
    assert.deepEqual(read, named, line);
  }
});
