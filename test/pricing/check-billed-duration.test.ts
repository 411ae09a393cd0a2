import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type BilledVerdict,
  billedDuration,
  billingRules,
  checkBilledDuration,
  isOddlyBilled,
} from '../../src/pricing/index.js';
import { epochMilliseconds, milliseconds } from '../../src/units/index.js';
import fc from '../fixtures/properties.js';

const ms = milliseconds;
const day = (text: string) => epochMilliseconds(Date.parse(`${text}T12:00:00Z`));

interface Figures {
  readonly init?: number;
  readonly restore?: number;
  readonly billedRestore?: number;
  readonly status?: string;
  readonly at?: string;
}

const check = (duration: number, billed: number, figures: Figures = {}): BilledVerdict =>
  checkBilledDuration(
    {
      durationMs: ms(duration),
      billedDurationMs: ms(billed),
      ...(figures.init === undefined ? {} : { initDurationMs: ms(figures.init) }),
      ...(figures.restore === undefined ? {} : { restoreDurationMs: ms(figures.restore) }),
      ...(figures.billedRestore === undefined ? {} : { billedRestoreDurationMs: ms(figures.billedRestore) }),
      ...(figures.status === undefined ? {} : { status: figures.status }),
    },
    figures.at === undefined ? undefined : day(figures.at),
  );

test('rounds up to 100 ms until 2020-11-30 and to 1 ms after', () => {
  assert.equal(billingRules('2020-11-30').roundingMs, 100);
  assert.equal(billingRules('2020-12-01').roundingMs, 1);
  const times = { durationMs: ms(100.01), initDurationMs: ms(250) };
  assert.equal(billedDuration(times, billingRules('2020-11-30')), 200);
  assert.equal(billedDuration(times, billingRules('2020-12-01')), 101);
  assert.equal(billedDuration(times), 351);
});

test('bills INIT for zip packages on managed runtimes since 2025-08-01, for all others before too', () => {
  const times = { durationMs: ms(10), initDurationMs: ms(90) };
  const zip = { packageType: 'zip', runtime: 'managed' } as const;
  assert.equal(billedDuration(times, billingRules('2025-07-31'), zip), 10);
  assert.equal(billedDuration(times, billingRules('2025-08-01'), zip), 100);
  assert.equal(billedDuration(times, billingRules('2025-07-31'), { ...zip, packageType: 'image' }), 100);
  assert.equal(billedDuration(times, billingRules('2025-07-31'), { ...zip, runtime: 'custom' }), 100);
});

test('a SnapStart restore is billed by its billed part', () => {
  assert.equal(billedDuration({ durationMs: ms(306.34), billedRestoreDurationMs: ms(303) }), 610);
  assert.equal(check(306.34, 610, { restore: 511.25, billedRestore: 303 }), 'as-the-rule');
});

const ACCEPTED: readonly (readonly [what: string, verdict: BilledVerdict, seen: BilledVerdict])[] = [
  ['a Duration that was itself rounded', 'as-the-rule', check(155, 156, { at: '2026-01-10' })],
  ['hundreds of 2019', 'as-the-rule', check(0.35, 100, { at: '2019-05-01' })],
  ['hundreds without a date', 'as-the-rule', check(360.04, 400)],
  ['INIT of a zip package in 2024', 'as-the-rule', check(3.1, 4, { init: 542.01, at: '2024-05-01' })],
  ['INIT of an image in 2024', 'as-the-rule', check(3.1, 546, { init: 542.01, at: '2024-05-01' })],
  ['INIT since 2025-08', 'as-the-rule', check(3.1, 546, { init: 542.01, at: '2026-07-01' })],
  ['a custom runtime of 2018', 'as-the-rule', check(70.31, 200, { init: 60.5, at: '2018-12-05' })],
  ['a timeout that kept its INIT', 'as-the-rule', check(3004.92, 3117, { init: 111.23 })],
  ['an old timeout', 'capped-at-timeout', check(45054.87, 45000)],
  ['an old timeout with free INIT', 'capped-at-timeout', check(3003.16, 3000, { init: 127.02 })],
  ['a long old timeout', 'capped-at-timeout', check(122066.85, 120000)],
  ['a cold timeout of the new style', 'more-than-printed', check(10000, 10434, { status: 'timeout' })],
  ['the first months of SnapStart', 'more-than-printed', check(86.2, 200, { restore: 300.4, at: '2022-12-10' })],
];
for (const [what, verdict, seen] of ACCEPTED) {
  test(`accepts ${what}`, () => {
    assert.equal(seen, verdict);
    assert.equal(isOddlyBilled(seen), false);
  });
}

test('tells what is off', () => {
  assert.equal(check(100, 102), 'off');
  assert.equal(check(100, 99), 'off');
  assert.equal(check(100.01, 200, { at: '2021-01-01' }), 'off');
  assert.equal(check(120.2, 121, { at: '2019-01-01' }), 'off');
  assert.equal(check(3.1, 4, { init: 542.01, at: '2026-07-01' }), 'init-not-billed');
  assert.equal(check(3.1, 600, { init: 542.01, at: '2026-07-01' }), 'off');
  assert.equal(check(5000, 4000), 'off');
});

test('what the rule bills is as the rule, of every day', () => {
  const span = fc.integer({ min: 1, max: 90_000_000 }).map((it) => it / 100);
  const days = fc.constantFrom('2019-05-05', '2020-11-30', '2020-12-01', '2025-07-31', '2025-08-01', '2026-11-21');
  fc.assert(
    fc.property(span, fc.option(span, { nil: undefined }), days, fc.boolean(), (duration, init, on, image) => {
      const kind = { packageType: image ? 'image' : 'zip', runtime: 'managed' } as const;
      const times = { durationMs: ms(duration), ...(init === undefined ? {} : { initDurationMs: ms(init) }) };
      const billedDurationMs = billedDuration(times, billingRules(on), kind);
      assert.equal(checkBilledDuration({ ...times, billedDurationMs }, day(on)), 'as-the-rule');
      assert.equal(checkBilledDuration({ ...times, billedDurationMs }), 'as-the-rule');
    }),
  );
});

const BESIDE = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const CORPUS = join(process.env.KELVIN_SHARED_DATA ?? BESIDE, 'report-lines.jsonl');
/** Where the variable is set the corpus must be there: a missing one is a failure, not a skip. */
const skip =
  process.env.KELVIN_SHARED_DATA === undefined && !existsSync(CORPUS) ? 'the corpus is not beside the checkout' : false;

test('accepts every line of the corpus, and by the rule that it names', { skip }, () => {
  const lines = readFileSync(CORPUS, 'utf8')
    .split('\n')
    .filter((it) => it !== '')
    .map((it) => JSON.parse(it))
    .filter(({ billingRule }) => typeof billingRule === 'string');
  assert.ok(lines.length > 100);
  for (const { line, expected, billingRule, note } of lines) {
    const seen = checkBilledDuration({
      durationMs: ms(expected.durationMs),
      billedDurationMs: ms(expected.billedMs),
      ...(expected.initMs === undefined ? {} : { initDurationMs: ms(expected.initMs) }),
      ...(expected.restoreMs === undefined ? {} : { restoreDurationMs: ms(expected.restoreMs) }),
      ...(expected.billedRestoreMs === undefined ? {} : { billedRestoreDurationMs: ms(expected.billedRestoreMs) }),
      ...(expected.status === undefined ? {} : { status: expected.status }),
      truncated: /TRUNCATED/.test(note ?? ''),
    });
    assert.equal(isOddlyBilled(seen), false, line);
    if (!/other/.test(billingRule)) assert.equal(seen, 'as-the-rule', line);
  }
});
