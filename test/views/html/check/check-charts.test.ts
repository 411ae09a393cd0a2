import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'vega';
import { compile } from 'vega-lite';
import type { CheckFinding, CheckPoint } from '../../../../src/analysis/index.js';
import { THEME } from '../../../../src/views/html/charts/index.js';
import { distributionChart } from '../../../../src/views/html/check/charts/distribution-chart.js';
import { layoutOf, swarm } from '../../../../src/views/html/check/charts/dot-swarm.js';
import { looksChart } from '../../../../src/views/html/check/charts/looks-chart.js';
import { percentAxis } from '../../../../src/views/html/check/charts/percent-axis.js';
import { shiftChart } from '../../../../src/views/html/check/charts/shift-chart.js';
import { valueWindow } from '../../../../src/views/html/check/charts/value-window.js';
import { CHECK_STORIES, inconclusive, regressedByImport } from '../../../fixtures/check/index.js';

const [first] = regressedByImport().findings;
assert.ok(first);
const init: CheckFinding = first;

const pointsOf = (values: readonly number[], isOutlier = false): CheckPoint[] =>
  values.map((value) => ({ side: 'base', block: 0, value, isOutlier, isDisturbed: false }));

describe('the charts of a check', () => {
  for (const [name, story] of Object.entries(CHECK_STORIES)) {
    it(`compile without a warning (${name})`, () => {
      const { findings } = story();
      const charts = [
        shiftChart(findings, 'shift', '512 MB'),
        ...findings.flatMap((it) => [distributionChart(it, 'values', '512 MB'), looksChart(it, 'looks', '512 MB')]),
      ];
      const warnings: unknown[] = [];
      const note = (...said: unknown[]) => {
        warnings.push(said);
        return logger;
      };
      const logger = { level: () => logger, warn: note, error: note, info: () => logger, debug: () => logger };
      for (const { spec } of charts)
        if (spec !== undefined) parse(compile(spec, { config: THEME, logger: logger as never }).spec);
      assert.deepEqual(warnings, []);
    });
  }

  it('hold every point, with outliers and what the host disturbed labelled', () => {
    const [finding] = inconclusive().findings;
    assert.ok(finding);
    const text = JSON.stringify(distributionChart(finding, 'values', '512 MB').spec);
    assert.equal(text.match(/"b":\d/g)?.length, finding.points.length);
    assert.equal(text.match(/"o":1/g)?.length, finding.points.filter(({ isOutlier }) => isOutlier).length);
    assert.equal(text.match(/"d":1/g)?.length, finding.points.filter(({ isDisturbed }) => isDisturbed).length);
  });

  it('draw a point far away as an arrow and say its value', () => {
    const far: CheckPoint = { side: 'head', block: 1, value: 2000, isOutlier: true, isDisturbed: false };
    const chart = distributionChart({ ...init, points: [...init.points, far] }, 'values', '512 MB');
    assert.match(chart.caption, /Arrows at the edge: 2\.00 s \(head\)\./);
    assert.match(JSON.stringify(chart.spec), /"v":2000/);
  });

  it('say the shift, its interval and the n of both sides in words', () => {
    assert.match(
      distributionChart(init, 'values', '512 MB').description,
      /base: median 247 ms, 95 % interval [\d.]+ to [\d.]+ ms, n 20, .*; shift \+41\.5 ms, 95 % interval \+[\d.]+ to \+[\d.]+ ms\.$/,
    );
    assert.match(
      looksChart(init, 'looks', '512 MB').description,
      /after 10 a side \+[\d.]+ %, bounds .* inconclusive; /,
    );
  });
});

describe('percentAxis', () => {
  it('puts twice as long and half as long equally far from no change', () => {
    const [low = 0, high = 0] = percentAxis([100, -50]).scale.domain;
    assert.ok(Math.abs(Math.log(low) + Math.log(high)) < 1e-4);
  });

  it('always has a tick at no change, and few enough ticks', () => {
    for (const percents of [[0], [0.3], [16, -5], [-40], [302, -5], [12_000], [-99.5]]) {
      const { values } = percentAxis(percents).axis;
      assert.ok(values.includes(1), `${percents}: ${values}`);
      assert.ok(values.length <= 12, `${percents}: ${values}`);
    }
  });
});

describe('valueWindow', () => {
  it('holds outliers where they leave the others room', () => {
    const points = [...pointsOf([100, 110, 120]), ...pointsOf([140], true)];
    assert.deepEqual(valueWindow(points).outside, []);
  });

  it('leaves those outside that would press the others into a line, and nothing else', () => {
    const far = pointsOf([2000], true);
    const { range, outside } = valueWindow([...pointsOf([100, 110, 120]), ...far]);
    assert.deepEqual(outside, far);
    assert.ok(range[0] < 100 && range[1] > 120 && range[1] < 130);
  });

  it('has a width where all values are the same, zero too', () => {
    for (const value of [0, 12]) {
      const { range, outside } = valueWindow(pointsOf([value, value]));
      assert.ok(range[0] < range[1]);
      assert.deepEqual(outside, []);
    }
  });
});

describe('swarm', () => {
  const laidOut = (points: readonly CheckPoint[], window: readonly [number, number]) =>
    swarm(points, layoutOf([points], window));

  it('leaves a lone point in the middle, and moves aside what would hide another, each at its value', () => {
    const dots = laidOut(pointsOf([10, 50, 50, 50]), [0, 100]);
    assert.equal(dots[0]?.offset, 0);
    assert.equal(new Set(dots.slice(1).map(({ offset }) => offset)).size, 3);
    assert.ok(dots.every(({ at, point }) => at === point.value));
  });

  it('lays a hundred equal values beside each other within their lane, no two in one place', () => {
    const dots = laidOut(pointsOf([...Array.from({ length: 100 }, () => 12), 13]), [11, 14]);
    assert.equal(new Set(dots.map(({ at, offset }) => `${at} ${offset}`)).size, 101);
    assert.ok(dots.every(({ offset }) => Math.abs(offset) <= 1));
    assert.ok(dots.every(({ at, point }) => Math.abs(at - point.value) < 0.2));
  });

  it('moves nothing sideways where values lie close to each other', () => {
    const values = Array.from({ length: 200 }, (_, index) => 100 + (index % 50) / 10);
    assert.ok(laidOut(pointsOf(values), [100, 105]).every(({ at, point }) => at === point.value));
  });
});
