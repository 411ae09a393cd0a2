import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'vega';
import { compile } from 'vega-lite';
import type { Analysis } from '../../../src/analysis/index.js';
import { chartsOf, THEME } from '../../../src/views/html/charts/index.js';
import { placeLabels } from '../../../src/views/html/charts/label-placement.js';
import { oneTwoFive, valueAxis } from '../../../src/views/html/charts/value-axis.js';
import { everythingFailed, interrupted, sixSizes, twoArchitectures } from '../../fixtures/analysis.js';

const ANALYSES = { sixSizes, interrupted, twoArchitectures };

describe('chartsOf', () => {
  for (const [name, analysis] of Object.entries(ANALYSES)) {
    it(`gives specs that vega-lite compiles without a warning (${name})`, () => {
      const warnings: unknown[] = [];
      const note = (...said: unknown[]) => {
        warnings.push(said);
        return logger;
      };
      const logger = { level: () => logger, warn: note, error: note, info: () => logger, debug: () => logger };
      for (const { spec } of chartsOf(analysis())) {
        assert.ok(spec);
        parse(compile(spec, { config: THEME, logger: logger as never }).spec);
      }
      assert.deepEqual(warnings, []);
    });
  }

  it('draws nothing where nothing was measured, and still says so in words', () => {
    for (const chart of chartsOf(everythingFailed())) {
      assert.equal(chart.spec, undefined);
      assert.match(chart.description, /128 MB: failed; 256 MB: failed\./);
    }
  });

  it('gives a failed size a gap and no value', () => {
    for (const { id, spec } of chartsOf(sixSizes())) {
      const values = JSON.stringify(spec);
      if (id !== 'cost-duration-plane')
        assert.match(values, /"at":128,"architecture":"x86_64","color":"var\(--x86_64\)","value":null/);
      assert.doesNotMatch(values, /"at":128,[^}]*"value":\d/);
    }
  });

  it('says what is the matter with a size below its tick, of both architectures once', () => {
    const labels = (analysis: Analysis) => JSON.stringify(chartsOf(analysis)[0]?.spec).replaceAll('\\"', '"');
    assert.match(labels(sixSizes()), /{"128":"failed","3008":"capped"}/);
    const both = twoArchitectures();
    assert.match(labels(both), /{"3008":"capped"}/);
    const sizes = both.result.sizes.map((it) => (it.architecture === 'arm64' ? { ...it, capped: false } : it));
    assert.match(labels({ ...both, result: { ...both.result, sizes } }), /{"3008":"x86_64 capped"}/);
  });

  it('describes each size with its figure, its interval and its n', () => {
    const [duration] = chartsOf(sixSizes());
    assert.match(
      duration?.description ?? '',
      /1,769 MB \(recommended\): [\d.]+ ms, 95 % interval [\d.]+ to [\d.]+ ms, n 40;/,
    );
  });
});

describe('valueAxis', () => {
  it('starts at zero while that shows every value, and is logarithmic beyond', () => {
    assert.equal(valueAxis([50, 390], 'duration').text, 'from zero');
    assert.equal(valueAxis([50, 410], 'duration').text, 'logarithmic');
    assert.equal(valueAxis([0, 410], 'duration').text, 'from zero');
  });

  it('ticks a logarithmic axis at 1, 2 and 5 times the powers of ten', () => {
    assert.deepEqual(oneTwoFive(40, 1200), [50, 100, 200, 500, 1000]);
  });
});

describe('placeLabels', () => {
  it('puts a label to the right where there is room, to the left at the right end', () => {
    assert.deepEqual(
      placeLabels([
        { x: 0.2, y: 0.5, text: '512 MB' },
        { x: 0.98, y: 0.5, text: '256 MB' },
      ]),
      ['right', 'left'],
    );
  });

  it('keeps clear of a line where another side is free', () => {
    const line = [
      { x: 0.5, y: 0.5 },
      { x: 1, y: 0.5 },
    ];
    assert.deepEqual(placeLabels([{ x: 0.5, y: 0.5, text: '512 MB' }], [line]), ['left']);
  });

  it('leaves a label out rather than put it on top of another', () => {
    const crowd = Array.from({ length: 12 }, () => ({ x: 0.5, y: 0.5, text: '1,024 MB' }));
    assert.ok(placeLabels(crowd).includes(undefined));
  });
});
