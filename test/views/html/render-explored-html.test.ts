import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'vega';
import { compile } from 'vega-lite';
import { chartsOf, THEME } from '../../../src/views/html/charts/index.js';
import { renderHtml } from '../../../src/views/html/index.js';
import { sixSizes } from '../../fixtures/analysis.js';
import * as stories from '../../fixtures/exploration/index.js';
import { assertGolden } from '../golden.js';
import { withoutLibraries } from './without-libraries.js';

const { nothingYet: _, exploring: __, ...told } = stories;

describe('renderHtml of a run that explored', () => {
  for (const [name, story] of Object.entries(told)) {
    it(`prints ${name} as its golden file has it`, async () => {
      assertGolden(import.meta.url, `${name}.golden.html`, withoutLibraries(await renderHtml(story())));
    });

    it(`gives specs that vega-lite compiles without a warning (${name})`, () => {
      const warnings: unknown[] = [];
      const note = (...said: unknown[]) => {
        warnings.push(said);
        return logger;
      };
      const logger = { level: () => logger, warn: note, error: note, info: () => logger, debug: () => logger };
      for (const { spec } of chartsOf(story())) {
        if (spec !== undefined) parse(compile(spec, { config: THEME, logger: logger as never }).spec);
      }
      assert.deepEqual(warnings, []);
    });
  }

  it('says in words what was measured and what is predicted, each with its interval or band', () => {
    const [cost] = chartsOf(stories.cpuBoundExplored());
    assert.match(
      cost?.description ?? '',
      /1,769 MB \(recommended\): \$[\d.]+, 95 % interval \$[\d.]+ to \$[\d.]+, n 12/,
    );
    assert.match(cost?.description ?? '', /: predicted \$[\d.]+, 95 % band \$[\d.]+ to \$[\d.]+/);
    assert.match(chartsOf(stories.failedSizesExplored())[0]?.description ?? '', /128 MB: failed; 256 MB: failed;/);
  });

  it('draws first what the strategy wants small', () => {
    const { result, measurements } = stories.cpuBoundExplored();
    const ids = (strategy: typeof result.scenario.strategy) =>
      chartsOf({ measurements, result: { ...result, scenario: { ...result.scenario, strategy } } }).map(({ id }) => id);
    assert.equal(ids({ kind: 'cheapest' })[0], 'cost-by-size');
    assert.equal(ids({ kind: 'fastest' })[0], 'duration-by-size');
  });

  it('states the regret bound with its confidence, what is undecided, and every doubt, once', async () => {
    const page = await renderHtml(stories.undecidedExplored());
    assert.match(page, /<dt>Regret<\/dt><dd>at most 13\.7 %<small>95 % confidence, 2 % asked for<\/small>/);
    assert.match(page, /<p class="statement open">It costs at most 13\.7 % more than the best candidate/);
    assert.match(page, /Undecided: 1,020 to 2,038 MB, 3,008 MB may still be better by more than 2 %\./);
    assert.equal(page.match(/21 % above what the model expected/g)?.length, 1);
  });

  it('adds nothing to the style of a report that explored nothing', async () => {
    assert.equal((await renderHtml(sixSizes())).includes('.regret'), false);
  });

  it('shows markup in what the model says as text', async () => {
    const { result, measurements } = stories.cpuBoundExplored();
    assert.ok(result.exploration);
    const evil = '</script><img src=x onerror=alert(1)>';
    const exploration = { ...result.exploration, shape: evil, doubts: [evil] };
    const page = withoutLibraries(await renderHtml({ measurements, result: { ...result, exploration } }));
    assert.equal(page.includes('<img'), false);
    assert.equal(page.match(/<\/script/g)?.length, 4);
  });
});
