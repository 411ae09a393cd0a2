import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogAnalysis, logsResultSchema } from '../../../src/analysis/index.js';
import type { LogRecord } from '../../../src/logs/index.js';
import { LineMaker, type LogLine } from '../../../src/recording/index.js';
import { epochMilliseconds, milliseconds } from '../../../src/units/index.js';
import { invocation, invocations, LOG_HEADER, START_OF_LOG } from '../../fixtures/log-lines.js';
import { bareLog, COUNTS, emptyLog, folded, threeFunctions } from '../../fixtures/log-results.js';

const near = (actual: number | undefined | null, expected: number, relative = 1e-9) =>
  assert.ok(
    actual !== undefined && actual !== null && Math.abs(actual - expected) <= relative * Math.abs(expected),
    `${actual} is not ${expected}`,
  );
const codes = (result: { warnings: readonly { code: string }[] }) => result.warnings.map(({ code }) => code);

describe('the analysis of a log', () => {
  it('has a result that its own schema accepts, whatever was read', () => {
    for (const result of [threeFunctions(), bareLog(), emptyLog()]) {
      assert.deepEqual(logsResultSchema.parse(structuredClone(result)), result);
    }
  });

  it('tells functions and memory sizes apart, the dearest first', () => {
    const { groups, total } = threeFunctions();
    assert.deepEqual(
      groups.map((it) => [it.functionName, it.memorySizeMB, it.invocations]),
      [
        ['checkout-api-production', 512, 3000],
        ['thumbnails', 1769, 500],
        ['nightly', 128, 8],
      ],
    );
    assert.equal(total.invocations, 3508);
  });

  it('counts cold starts by their reports, with an interval of their share', () => {
    const { coldShare, cold, warm } = folded(invocations(3000)).total;
    assert.deepEqual([coldShare.n, coldShare.cold, coldShare.unknown, coldShare.ratio], [3000, 30, 0, 0.01]);
    // scipy 1.17: binomtest(30, 3000).proportion_ci(method='wilson')
    near(coldShare.low, 0.007014, 1e-3);
    near(coldShare.high, 0.014238, 1e-3);
    assert.deepEqual([cold.n, warm.n], [30, 2970]);
    assert.equal(cold.initDurationMs?.n, 30);
  });

  it('leaves a report that was cut out of the share and of cold and warm, and says so', () => {
    const cut = invocation({ index: 5 });
    const result = folded([...invocations(100), { ...cut, report: { ...cut.report, truncated: true } }]);
    const { coldShare, warm, cold, invocations: all } = result.total;
    assert.deepEqual([all, coldShare.n, coldShare.unknown, warm.n + cold.n], [101, 100, 1, 100]);
    assert.ok(codes(result).includes('reports-truncated'));
  });

  it('says where reports were read twice, which the next attempt of an event with the same id was not', () => {
    const once = invocations(3000);
    assert.ok(!codes(folded(once)).includes('reports-repeated'));
    const next = once.slice(0, 5).map((it) => ({
      ...it,
      report: { ...it.report, durationMs: milliseconds(it.report.durationMs + 0.01) },
    }));
    assert.ok(!codes(folded([...once, ...next])).includes('reports-repeated'));
    const warning = folded([...once, ...once.slice(0, 1200)]).warnings.find((it) => it.code === 'reports-repeated');
    assert.match(warning?.message ?? '', /^1,200 reports have the request id and the Duration of another/);
  });

  it('adds up what the invocations cost: duration and requests, each a charge', () => {
    const { cost } = folded(invocations(1000, { duration: 100, billed: 100 })).total;
    assert.equal(cost?.gbSeconds, 1000 * 0.5 * 0.1);
    assert.deepEqual(
      cost?.charges.map(({ name, quantity }) => [name, quantity]),
      [
        ['duration (x86_64)', 50],
        ['requests', 1000],
      ],
    );
    near(cost?.usd, 50 * 0.0000166667 + 1000 * 0.0000002);
    near(cost?.usd, cost?.charges.reduce((sum, it) => sum + it.usd, 0) ?? 0);
  });

  it('takes a month of the rate of the log: the gaps between reports, 730 hours', () => {
    const { cost } = folded(invocations(61, { duration: 100, billed: 100 })).total;
    // One report a second.
    near(cost?.perMonth?.usd, 730 * 3600 * (0.05 * 0.0000166667 + 0.0000002));
    assert.equal(cost?.perMonth?.low, cost?.perMonth?.usd);
  });

  it('gives the monthly cost an interval from the spread of the billed durations, in small logs and large', () => {
    for (const count of [400, 4000]) {
      const { cost } = folded(invocations(count)).total;
      const { usd = 0, low, high } = cost?.perMonth ?? {};
      assert.ok(low !== null && low !== undefined && high !== null && high !== undefined, `${count}`);
      assert.ok(low < usd && usd < high && high / low < 1.5, `${count}: ${low} ${usd} ${high}`);
    }
  });

  it('says why there is no monthly cost', () => {
    const few = folded(invocations(9)).total.cost;
    assert.deepEqual([few?.perMonth, few?.perMonthNote], [null, 'needs 10 reports with a timestamp for a rate, has 9']);
    const atOnce = folded(invocations(20, { at: START_OF_LOG })).total.cost;
    assert.match(atOnce?.perMonthNote ?? '', /same timestamp/);
    assert.match(bareLog().total.cost?.perMonthNote ?? '', /no timestamps/);
  });

  it('says how much of the cost is INIT, from the printed figures', () => {
    const records = [invocation({ duration: 10.5, init: 189.2 }), invocation({ index: 1, duration: 100, billed: 100 })];
    const { init, usd } = folded(records).total.cost ?? { init: undefined, usd: 0 };
    assert.deepEqual([init?.billedInvocations, init?.billedMs], [1, 200 - 11]);
    near(init?.usd, 0.5 * 0.189 * 0.0000166667);
    near(init?.shareRatio, (0.5 * 0.189 * 0.0000166667) / usd);
  });

  it('finds no INIT in the bill where it was not billed', () => {
    const before2025 = invocation({ duration: 10.5, init: 189.2, billed: 11, at: Date.UTC(2024, 1, 1) });
    const before2021 = invocation({ duration: 10.5, init: 189.2, billed: 100, at: Date.UTC(2020, 1, 1) });
    const { at: _, ...undated } = before2021;
    for (const record of [before2025, before2021, undated]) {
      const init = folded([record]).total.cost?.init;
      assert.deepEqual([init?.unbilledInvocations, init?.billedMs, init?.usd], [1, 0, 0]);
    }
    const customRuntime = invocation({ duration: 10.5, init: 189.2, billed: 200, at: Date.UTC(2020, 1, 1) });
    assert.equal(folded([customRuntime]).total.cost?.init.billedMs, 100);
  });

  it('counts reports without Billed Duration, and has no cost for them', () => {
    const { report, ...rest } = invocation();
    const managed = { ...rest, report: { requestId: 'a', durationMs: report.durationMs } };
    const alone = folded([managed]);
    assert.deepEqual([alone.total.invocations, alone.total.warm.durationMs?.n, alone.total.cost], [1, 1, null]);
    const mixed = folded([managed, ...invocations(50)]);
    assert.equal(mixed.total.cost?.n, 50);
    assert.ok(codes(mixed).includes('not-billed-by-duration'));
    assert.deepEqual(
      mixed.groups.map((it) => it.memorySizeMB),
      [512, null],
    );
  });

  it('sets Max Memory Used against Memory Size', () => {
    const { groups, warnings } = threeFunctions();
    const [first, second] = groups;
    assert.equal(first?.maxMemoryUsedMB?.finding, 'mostly-unused');
    assert.equal(second?.maxMemoryUsedMB?.finding, 'nearly-full');
    near(second?.maxMemoryUsedMB?.maxShareRatio, 1700 / 1769);
    assert.ok(
      warnings.some((it) =>
        /^up to 1,700 MB, 96\.1 % of its memory size, was used by thumbnails at 1,769 MB$/.test(it.message),
      ),
    );
  });

  it('counts failures by type, timeouts apart, and never says how many were throttled', () => {
    const group = threeFunctions().groups[1];
    assert.deepEqual(group?.failures, [
      { kind: 'error', errorType: 'Runtime.OutOfMemory', count: 10 },
      { kind: 'timed-out', errorType: 'Sandbox.Timedout', count: 1 },
    ]);
    assert.deepEqual([group?.failed, group?.timedOut, group?.throttled], [10, 1, null]);
  });

  it('reports inits on their own, apart from invocations', () => {
    const { inits } = threeFunctions();
    assert.equal(inits.length, 1);
    const { durationMs, ...rest } = inits[0] ?? { durationMs: null };
    assert.equal(durationMs?.median, 9999.8);
    assert.deepEqual(rest, {
      kind: 'init',
      functionName: 'nightly',
      initializationType: null,
      phase: 'init',
      n: 1,
      failed: 1,
    });
  });

  it('widens intervals when the invocations of a log stream are alike', () => {
    const alike = (logStream: boolean): LogRecord[] =>
      Array.from({ length: 400 }, (_, index) => {
        const stream = index % 20;
        const name = logStream ? { logStream: `s${stream}` } : {};
        return invocation({ index, duration: 10 + stream + (index % 7) / 10, ...name });
      });
    const width = (records: LogRecord[]): number => {
      const it = folded(records).total.warm.durationMs;
      return (it?.high ?? 0) - (it?.low ?? 0);
    };
    assert.ok(width(alike(true)) > 2 * width(alike(false)));
    assert.ok(codes(folded(alike(false))).includes('independence-assumed'));
    assert.ok(!codes(folded(alike(true))).includes('independence-assumed'));
  });

  it('holds printed Billed Durations against the rule of their day', () => {
    const odd = invocation({ index: 300, duration: 10, billed: 40 });
    const { billingRule, warnings, total } = folded([...invocations(200), odd]);
    assert.deepEqual([billingRule.checked, billingRule.differing], [201, 1]);
    const { requestId = '' } = odd.report;
    assert.deepEqual(billingRule.example, { requestId, durationMs: 10, billedDurationMs: 40 });
    assert.ok(
      warnings.some((it) => it.code === 'billed-otherwise' && /Duration 10 ms, Billed Duration 40 ms/.test(it.message)),
    );
    assert.equal(total.cost?.n, 201);
  });

  it('says by which prices it went, and that nobody named them', () => {
    assert.ok(codes(bareLog()).includes('region-assumed'));
    assert.equal(bareLog().priceBook.region, 'us-east-1');
    assert.throws(
      () => folded(invocations(50), { header: { region: 'mars-north-1' } }),
      /no prices are known for mars-north-1/,
    );
    const named = { region: 'us-east-1', asked: { architecture: true } };
    assert.deepEqual(
      codes(folded(invocations(50), { header: named })).filter((it) => /region|architecture/.test(it)),
      [],
    );
  });

  it('says what was found instead when there is no report', () => {
    const [warning] = emptyLog().warnings;
    assert.equal(warning?.code, 'no-reports');
    assert.match(warning?.message ?? '', /no report was found \(read: 1,234 lines\)/);
    assert.match(warning?.hint ?? '', /At WARN a success leaves no report/);
  });

  it('adds up a reading that was interrupted and went on', () => {
    const analysis = new LogAnalysis(LOG_HEADER);
    const counts = { ...COUNTS, unfinished: 3 };
    const lines: LogLine[] = [
      { type: 'cursor', at: epochMilliseconds(1), counts },
      { type: 'resumed', startedAt: '2026-11-21T06:00:00.000Z' },
      { type: 'cursor', at: epochMilliseconds(2), counts: COUNTS },
      { type: 'end', at: epochMilliseconds(3), reason: 'complete', counts: { ...COUNTS, unfinished: 1 } },
    ];
    for (const line of lines) analysis.add(line);
    const { read, endReason } = analysis.result();
    assert.deepEqual([read.messages, read.bytes, read.unfinished], [18_000, 2 * COUNTS.bytes, 1]);
    assert.equal(endReason, 'complete');
  });

  it('puts error types beyond a hundred together', () => {
    const records = Array.from({ length: 300 }, (_, index) => ({
      ...invocation({ index }),
      failure: { kind: 'error' as const, errorType: `Type${index}` },
    }));
    const { failures, failed } = folded(records).total;
    assert.ok(failures.length <= 101);
    assert.deepEqual([failed, failures[0]?.errorType], [300, 'other types']);
  });

  it('names the dearest of many functions that use little memory, and counts the others', () => {
    const many = Array.from({ length: 40 }, (_, index) => invocation({ index, functionName: `f${index}` }));
    const messages = folded(many).warnings.filter((it) => it.code === 'memory-mostly-unused');
    assert.equal(messages.length, 6);
    assert.match(messages[5]?.message ?? '', /^so it is with 35 more functions and memory sizes$/);
  });

  it('takes a timestamp that is no date for none', () => {
    const { span, total, warnings } = folded([...invocations(20), invocation({ index: 20, at: 1.8e18 })]);
    assert.deepEqual([span?.n, total.invocations], [20, 21]);
    assert.ok(warnings.some((it) => /^1 report has no timestamp/.test(it.message)));
  });

  it('is the same whether lines were just made or have been written and read back', () => {
    const maker = new LineMaker();
    const [live, read] = [new LogAnalysis(LOG_HEADER), new LogAnalysis(LOG_HEADER)];
    for (const line of invocations(500).map((it) => maker.lineOf(it))) {
      live.add(line);
      read.add(JSON.parse(JSON.stringify(line)));
    }
    assert.equal(JSON.stringify(live.result()), JSON.stringify(read.result()));
    assert.equal(live.result().total.warm.durationMs?.n, 495);
    assert.ok(milliseconds(live.result().total.cost?.billedMs ?? 0) > 0);
  });
});
