import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../src/analysis/index.js';
import { moduleLoadSchema } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { renderCheckHtml } from '../../../src/views/html/index.js';
import { CHECK_STORIES as stories } from '../../fixtures/check/index.js';
import { assertGolden } from '../golden.js';

/** Without the libraries, which are not ours, the style sheet, which a browser tests, and single points. */
const ours = (page: string): string =>
  page
    .replace(/<script>[\s\S]*?<\/script>\n/g, '')
    .replace(/<style>[\s\S]*?<\/style>/g, '<style>[style]</style>')
    .replace(/<script type="application\/json" id="charts">.*?<\/script>/s, '[charts]')
    .replace(/'sha256-[^']+'/g, "'sha256'");

const rendered = async (result: CheckResult): Promise<string> => ours(await renderCheckHtml(result));

describe('the report of a check', () => {
  for (const name of ['regressedByImport', 'selfCheck', 'troubled'] as const) {
    it(`is the golden file (${name})`, async () => {
      assertGolden(import.meta.url, `check-${name}.golden.html`, await rendered(stories[name]()));
    });
  }

  it('is the same for the same result', async () => {
    assert.equal(await renderCheckHtml(stories.severalSizes()), await renderCheckHtml(stories.severalSizes()));
  });

  for (const [name, story] of Object.entries(stories)) {
    it(`has words for every chart, and an n or "exact" beside every figure (${name})`, async () => {
      const page = await rendered(story());
      const charts = page.match(/<div class="chart"/g) ?? [];
      const described = [...page.matchAll(/<div role="img" aria-label="([^"]+)"><div class="chart"/g)];
      assert.equal(described.length, charts.length);
      for (const [, words = ''] of described) assert.match(words, /\d/);
      for (const [row] of page.matchAll(/<tr class="(?:regressed|improved|unchanged|inconclusive)">.*?<\/tr>/gs))
        assert.equal(row.match(/n \d+<\/small>|exact<\/small>/g)?.length, row.includes('exact<') ? 4 : 2, row);
    });

    it(`says each verdict by a word beside its mark (${name})`, async () => {
      const page = await rendered(story());
      const marks = page.match(/<svg class="mark verdict-/g) ?? [];
      const worded = page.match(/<svg class="mark verdict-(\w+)"[^>]*><path[^>]*\/><\/svg> \1/gi) ?? [];
      assert.ok(marks.length > 0);
      assert.equal(worded.length, marks.length);
    });
  }

  it('leads to the charts of a metric from its verdict, and each link has its end', async () => {
    const page = await rendered(stories.severalSizes());
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    assert.equal(links.length, 18);
    for (const id of links) assert.equal(page.split(`id="${id}"`).length, 2, id);
  });

  it('says of a regression what brought it, and of a check against itself what could be found', async () => {
    assert.match(await rendered(stories.regressedByImport()), /<code>heavy-schema<\/code><small>by index\.mjs/);
    const self = await rendered(stories.selfCheck());
    assert.match(self, /<h2 id="resolution-title">What could be found here<\/h2>/);
    assert.doesNotMatch(await rendered(stories.unchanged()), /resolution-title|explanation-title/);
  });

  it('has no shift and no look where a side has no value, and shows the other side', async () => {
    const page = await rendered(stories.nothingMeasured());
    assert.match(page, /Too little was measured for a first look/);
    assert.match(page, /head: nothing measured; no shift can be given/);
  });

  it('shows what a function loads that was held against itself, of whichever side was traced', async () => {
    const { explanations } = stories.regressedByImport();
    const alone = explanations.map((it) => ({
      ...it,
      base: null,
      changes: [],
      explainedMs: null,
      coldStarts: { base: 0, head: 3 },
    }));
    const page = await rendered({ ...stories.selfCheck(), explanations: alone });
    assert.match(page, /<details class="waterfall" open>\n<summary>Both sides at 512 MB: 9 modules/);
    assert.match(page, /Times from 3 extra cold starts, which are in no other figure/);
    assert.doesNotMatch(page, /could not be explained|added or slower/);
  });

  it('tells what was loaded after INIT from what INIT waited for', async () => {
    const result = stories.regressedByImport();
    const late = { name: 'late.mjs', parent: 0, startMs: 900, ownMs: 50, totalMs: 50, bytes: 10, isAfterInit: true };
    const explanations = result.explanations.map((it) => ({
      ...it,
      head: [...(it.head ?? []), moduleLoadSchema.parse(late)],
    }));
    const page = await rendered({ ...result, explanations });
    assert.match(
      page,
      /<code>late\.mjs<\/code> <span class="change">after INIT<\/span><\/th><td class="timeline"><\/td>/,
    );
    const [, before] = /<summary>(Head at [^<]*)/.exec(await rendered(result)) ?? [];
    assert.ok(page.includes(`<summary>${before?.replace('9 modules', '10 modules')}`), 'its time is in no sum');
  });

  it('marks figures that hold simulated time where they are read', async () => {
    const result = stories.unchanged();
    const simulated = { seed: 7, parts: [HOST_MODE], leftOut: [] };
    const page = await rendered({ ...result, target: { ...result.target, simulated } });
    assert.match(page, /<h2 id="verdicts-title">Verdicts, simulated<\/h2>/);
    assert.match(page, /<h3 id="initDuration-512">Init Duration, simulated /);
    assert.match(page, /SIMULATED noise \(seed 7\)/);
    assert.doesNotMatch(await rendered(result), /simulated/i);
  });

  it('escapes what comes of other people’s code, in text, attributes and the data of charts', async () => {
    const hostile = '</script><b>x"';
    const result = stories.regressedByImport();
    const [explanation] = result.explanations;
    assert.ok(explanation);
    const head = explanation.head?.map((it) => ({ ...it, name: hostile })) ?? null;
    const changes = explanation.changes.map((it) => ({ ...it, name: hostile, broughtBy: [hostile] }));
    const page = await renderCheckHtml({
      ...result,
      reason: hostile,
      check: { ...result.check, name: hostile },
      findings: result.findings.map((it) => ({ ...it, reason: hostile })),
      explanations: [{ ...explanation, head, changes }],
    });
    assert.ok(!page.includes('<b>x'));
    assert.ok(page.includes('&lt;/script&gt;&lt;b&gt;x&quot;'));
  });

  it('stays small with ten thousand modules: the shortest are added up', async () => {
    const result = stories.regressedByImport();
    const page = await rendered({ ...result, explanations: result.explanations.map(crowded) });
    assert.ok(page.length < 1_500_000, `${page.length} characters`);
    assert.match(page, /[89],\d{3} shorter ones are in the recording alone: [\d.]+ s together/);
  });
});

const HOST_MODE = {
  name: 'hostMode',
  affects: 'Duration and Init Duration',
  parameters: { slow: '1.2' },
  source: 'a test',
  measured: '2026',
  certainty: 'none',
};

/** As after an application has loaded all there is. */
const crowded = (it: CheckResult['explanations'][number]): CheckResult['explanations'][number] => ({
  ...it,
  head: Array.from({ length: 10_000 }, (_, index) => ({
    name: `node_modules/many/lib/module-${index}.js`,
    parent: index === 0 ? null : Math.floor(index / 2),
    startMs: milliseconds(index / 10),
    ownMs: milliseconds(0.1 + (index % 97) / 100),
    totalMs: milliseconds(1 + (index % 97) / 100),
    bytes: 1000 + index,
  })),
});
