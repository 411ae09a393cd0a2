import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { analyse } from '../../../src/analysis/index.js';
import { bookFor, snapStartPrices } from '../../../src/pricing/index.js';
import { readRecording } from '../../../src/recording/index.js';
import { megabytes } from '../../../src/units/index.js';
import { type FaultProxy, type ProxiedAnswer, rewritten, startProxy } from '../../fixtures/faults/index.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { type Account, openAccount } from './kind-of-function.js';

const folder = temporaryFolder(after);
const SNAP_START = { ApplyOn: 'PublishedVersions', OptimizationStatus: 'On' };
let account: Account;
let proxy: FaultProxy;
/** How often a version was asked about: its snapshot takes a while. */
const asked = new Map<string, number>();

/** A cold start of a version with SnapStart: no Init Duration, and a restore of which a part is billed. */
function restored(answer: ProxiedAnswer): ProxiedAnswer {
  const log = answer.headers['x-amz-log-result'];
  if (typeof log !== 'string') return answer;
  const text = Buffer.from(log, 'base64').toString('utf8');
  const changed = text.replace(
    /Billed Duration: \d+ ms(.*)Init Duration: [\d.]+ ms/,
    'Billed Duration: 400 ms$1Restore Duration: 511.25 ms\tBilled Restore Duration: 380 ms',
  );
  const result = Buffer.from(changed).toString('base64');
  return { ...answer, headers: { ...answer.headers, 'x-amz-log-result': result } };
}

/** The init of its snapshot, in the log stream of a version. */
const withInitReport = (answer: ProxiedAnswer): ProxiedAnswer =>
  rewritten(answer, () => ({
    events: [{ timestamp: Date.now(), message: 'INIT_REPORT Init Duration: 1812.40 ms\n' }],
  }));

before(async () => {
  account = await openAccount();
  await account.has('snapped');
  proxy = await startProxy(account.emulator.endpoint, {
    onAnswer: ({ operation, path }, answer) => {
      if (operation === 'Invoke') return restored(answer);
      if (operation === 'FilterLogEvents') return withInitReport(answer);
      if (operation !== 'GetFunctionConfiguration') return answer;
      const qualifier = /Qualifier=(\d+)/.exec(path)?.[1];
      const before = asked.get(qualifier ?? '') ?? 0;
      asked.set(qualifier ?? '', before + 1);
      const state = qualifier !== undefined && before < 2 ? { State: 'Pending', StateReasonCode: 'Creating' } : {};
      return rewritten(answer, (body) => ({ ...body, SnapStart: SNAP_START, ...state }));
    },
  });
});
after(async () => {
  await proxy.close();
  await account.close();
});

test('with SnapStart a visit waits for its snapshot, starts by a restore, and what that costs is told', async () => {
  const out = join(folder, 'run');
  const { code, stdout, stderr } = await kelvinHere(
    ['tune', '--function', 'snapped', '--memory', '512', '--cold', '2', '--warm', '6', '--no-tui', '--yes'].concat(
      ...['--endpoint-url', proxy.endpoint, '--cold-share', '1%', '--out', out],
    ),
    { env: account.env },
  );
  const said = stdout.replace(/\s+/g, ' ');
  assert.ok(code === 0 || code === 4, `${stdout}${stderr}`);
  assert.match(said, /start from a snapshot \(SnapStart\)/);
  assert.match(
    said,
    /cost of a million at 512 MB holds its restores \(\$0\.699 at this cold share\), \$0\.0000699 each/,
  );
  const recording = readRecording(join(out, 'recording.jsonl'));
  assert.equal(recording.header.function.snapStart, 'charged');
  const cold = recording.measurements.filter(({ intended }) => intended === 'cold');
  assert.ok(cold.length >= 2);
  for (const { outcome } of cold) {
    assert.ok(outcome.kind === 'completed' && outcome.report.restoreDurationMs === 511.25);
  }
  assert.equal(recording.inits?.length, new Set(recording.inits?.map(({ version }) => version)).size);
  assert.ok(recording.inits?.every(({ init }) => init.kind === 'init-report' && init.initDurationMs === 1812.4));
  assert.match(said, /512 MB: INIT before any invocation \(snap-start\), median: 1\.81 s \(.*n = \d+\)/);
  assert.ok([...asked.values()].some((times) => times >= 3));
});

test('what a run has spent holds the snapshots of its versions and its restores', () => {
  const recording = readRecording(join(folder, 'run', 'recording.jsonl'));
  const { snapStart: _, ...without } = recording.header.function;
  const spentUsd = (fn: typeof without): number =>
    analyse({ ...recording, header: { ...recording.header, function: fn } }).result.spent.usd;
  const versions = new Set(recording.measurements.map(({ block }) => block)).size;
  const cold = recording.measurements.filter(({ intended }) => intended === 'cold').length;
  const book = bookFor('us-east-1', recording.header.startedAt.slice(0, 10));
  const { publishedUsd = 0, restoreUsd = 0 } = snapStartPrices(book, megabytes(512)) ?? {};
  // Half a GB for three hours, and half a GB restored (price list of 2026-09).
  assert.ok(Math.abs(publishedUsd - 0.5 * 10_800 * 0.0000015046) < 1e-9);
  assert.ok(Math.abs(restoreUsd - 0.5 * 0.0001397998) < 1e-9);
  const more = spentUsd(recording.header.function) - spentUsd(without);
  assert.ok(Math.abs(more - (versions * publishedUsd + cold * restoreUsd)) < 1e-9, `${more}`);
});
