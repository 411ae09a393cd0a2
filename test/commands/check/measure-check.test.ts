import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RunControl } from '../../../src/commands/interrupt.js';
import type { CheckMeasurement, RawInvocation } from '../../../src/recording/index.js';
import { megabytes, milliseconds, usd } from '../../../src/units/index.js';
import { checkHeader } from '../../fixtures/check-recording.js';
import { type Answer, measured, reported, steady } from './stand-ins.js';

const perSide = (measurements: readonly CheckMeasurement[]) =>
  (['base', 'head'] as const).map(
    (side) => measurements.filter((it) => it.side === side && it.intended === 'cold').length,
  );

test('ends at the first look where nothing changed, with both sides measured as often', async () => {
  const { ended, measurements, looks, discarded, published } = await measured(checkHeader(), steady());
  assert.deepEqual(ended, { reason: 'complete', check: 'decided' });
  assert.deepEqual(perSide(measurements), [10, 10]);
  assert.equal(measurements.length, 120);
  assert.deepEqual([published.length, discarded], [20, 20]);
  assert.deepEqual(
    looks.map((it) => [it?.perSide, it?.verdict]),
    [[10, 'unchanged']],
  );
});

test('goes on block by block until a regression is certain, and then for what is still open', async () => {
  const { ended, measurements, looks } = await measured(checkHeader(), steady({ init: 1.13, spread: 0.3 }));
  assert.deepEqual(ended, { reason: 'complete', check: 'decided' });
  const verdicts = looks.map((it) => it?.verdict);
  const from = verdicts.indexOf('regressed');
  assert.ok(from > 0 && verdicts.slice(from).every((it) => it === 'regressed'), `${verdicts}`);
  assert.ok(looks.slice(from, -1).every((it) => it?.findings.some((one) => one.verdict === 'inconclusive')));
  const blocks = [...new Set(measurements.map((it) => it.block))];
  assert.equal(blocks.length, looks.length);
  assert.deepEqual(perSide(measurements), [5 + 5 * blocks.length, 5 + 5 * blocks.length]);
});

test('measures sides and sizes in random order, both of a pair after each other', async () => {
  const sizes = [512, 1769].map(megabytes);
  const { published } = await measured(checkHeader({ check: { memorySizesMB: sizes } }), steady());
  assert.equal(published.length, 40);
  const pairs = Array.from({ length: 20 }, (_, pair) => published.slice(2 * pair, 2 * pair + 2));
  for (const [one = '', other = ''] of pairs) {
    assert.equal(one.split(' ')[1], other.split(' ')[1], 'of one size');
    assert.notEqual(one.split(' ')[0], other.split(' ')[0], 'of both sides');
  }
  const firsts = pairs.map(([one]) => one);
  assert.deepEqual([...new Set(firsts)].sort(), ['base 1769', 'base 512', 'head 1769', 'head 512']);
  const again = await measured(checkHeader({ check: { memorySizesMB: sizes } }), steady());
  assert.deepEqual(again.published, published);
});

test('numbers the execution environments, and sends both of a pair the same payloads', async () => {
  const payloads = [
    { name: 'small', weight: 3 },
    { name: 'large', weight: 1 },
  ];
  const header = checkHeader({ check: { payloads, warmPerEnvironment: 3 } });
  const { measurements, payloads: sent } = await measured(header, steady());
  const environments = Map.groupBy(measurements, (it) => it.environment);
  assert.equal(environments.size, 20);
  for (const own of environments.values()) {
    assert.deepEqual(
      own.map((it) => it.intended),
      ['cold', 'warm', 'warm', 'warm'],
    );
    assert.equal(new Set(own.map((it) => it.side)).size, 1);
  }
  const of = (side: string) => sent.filter((it) => it.startsWith(side)).map((it) => it.split(' ')[1]);
  assert.deepEqual(of('base').toSorted(), of('head').toSorted());
  const cold = (name: string) => measurements.filter((it) => it.intended === 'cold' && it.payload === name).length;
  assert.deepEqual([cold('small'), cold('large')], [16, 4]);
});

test('of several cold starts at once each has its own environment, and its share of the warm ones', async () => {
  const { measurements, published } = await measured(
    checkHeader({ check: { atATime: 5, warmPerEnvironment: 2 } }),
    ({ side, nth }) => reported({ ...(nth < 5 ? { initMs: 200 + nth } : {}), durationMs: side === 'base' ? 20 : 20.1 }),
  );
  assert.equal(published.length, 4);
  const environments = [...Map.groupBy(measurements, (it) => it.environment).values()];
  assert.equal(environments.length, 20);
  assert.ok(environments.every((own) => own.map((it) => it.intended).join() === 'cold,warm,warm'));
});

test('measures what was not cold again, within the limit', async () => {
  let odd = 0;
  const usual = steady();
  const answer: Answer = (sent) => {
    const isOdd = sent.side === 'head' && sent.nth === 0 && ++odd % 2 === 1;
    return isOdd ? reported({ durationMs: 20 }) : usual(sent);
  };
  const { ended, measurements, looks } = await measured(checkHeader({ check: { maxColdStarts: 15 } }), answer);
  assert.equal(ended.reason, 'complete');
  assert.equal(looks.at(-1)?.perSide, 10);
  const [base = 0, head = 0] = perSide(measurements);
  assert.ok(head > base, `${base} and ${head}`);
});

test('ends at what may be spent', async () => {
  const noisy = () => steady({ init: 1.06, spread: 1 });
  const most = await measured(checkHeader({ check: { maxColdStarts: 17 } }), noisy());
  assert.deepEqual(most.ended, { reason: 'complete', check: 'max-cold-starts' });
  assert.deepEqual(perSide(most.measurements), [17, 17]);
  const poor = await measured(checkHeader({ check: { budgetUsd: usd(0.00005) } }), noisy());
  assert.deepEqual(poor.ended, { reason: 'complete', check: 'budget' });
  assert.ok(poor.measurements.length < 60, `${poor.measurements.length}`);
  let now = 0;
  const late = await measured(checkHeader({ check: { maxTimeMs: milliseconds(1000) } }), noisy(), {
    spentMs: () => milliseconds(60 * now++),
  });
  assert.deepEqual(late.ended, { reason: 'complete', check: 'max-time' });
  assert.ok(perSide(late.measurements)[0] ?? 99 < 10);
});

test('gives up where more would most likely not decide', async () => {
  const { ended, measurements } = await measured(checkHeader(), steady({ init: 1.02, spread: 3 }));
  assert.deepEqual(ended, { reason: 'complete', check: 'hopeless' });
  assert.ok((perSide(measurements)[0] ?? 0) < 100);
});

test('measures one function against itself until its spread is known', async () => {
  const { ended, measurements } = await measured(checkHeader({ isSelf: true }), steady());
  assert.equal(ended.check, 'decided');
  assert.deepEqual(perSide(measurements), [30, 30]);
});

test('leaves a function that fails, and says how it did', async () => {
  const failing: RawInvocation = {
    ...(reported({ durationMs: 3 }) as Extract<RawInvocation, { kind: 'answered' }>),
    functionError: 'Unhandled',
    payload: '{"errorType":"Error","errorMessage":"no such table"}',
  };
  const { ended, measurements } = await measured(checkHeader(), (sent) =>
    sent.side === 'head' ? failing : steady()(sent),
  );
  assert.equal(ended.reason, 'failed');
  assert.match(
    ended.detail ?? '',
    /^head has had no cold start that counts in 3 tries at 1,769 MB: Error: no such table/,
  );
  assert.ok(measurements.length < 60);
});

test('waits for longer and longer while it is throttled, and then gives up', async () => {
  const { ended, rests } = await measured(checkHeader(), () => ({ kind: 'throttled', message: 'Rate exceeded' }));
  assert.equal(ended.reason, 'failed');
  assert.match(ended.detail ?? '', /in 8 tries at 1,769 MB: throttled: Rate exceeded/);
  assert.ok(rests.length >= 8 && (rests.at(-1) ?? 0) > (rests[0] ?? 0), `${rests}`);
});

test('ends when it is told to, and leaves what it has published to the clean-up', async () => {
  const control = new RunControl();
  const { ended, discarded, published } = await measured(
    checkHeader(),
    (sent) => {
      if (sent.nth === 2) sent.control.end('interrupted');
      return steady()(sent);
    },
    { control },
  );
  assert.deepEqual(ended, { reason: 'interrupted' });
  assert.deepEqual([published.length, discarded], [1, 0]);
});

test('measures nothing where there is nothing to measure by', async () => {
  const limits = [{ metric: 'packageSize' as const, relativeRatio: 0.05, absolute: 65_536 }];
  const { ended, measurements } = await measured(checkHeader({ check: { limits } }), steady());
  assert.deepEqual([ended.check, measurements.length], ['decided', 0]);
});
