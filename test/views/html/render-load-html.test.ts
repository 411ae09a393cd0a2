import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LoadResult } from '../../../src/analysis/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { renderLoadHtml } from '../../../src/views/html/index.js';
import { atUrl, threeSizes } from '../../fixtures/load-result.js';
import { assertGolden } from '../golden.js';

/** Without the libraries, which are not ours, the style sheet, which a browser tests, and the thousands of points. */
const ours = (page: string): string =>
  page
    .replace(/<script>[\s\S]*?<\/script>\n/g, '')
    .replace(/<style>[\s\S]*?<\/style>/g, '<style>[style]</style>')
    .replace(/"values":\[\{.*?\}\]/g, '"values":[data]')
    .replace(/'sha256-[^']+'/g, "'sha256'");

const librariesAlone = async (): Promise<number> =>
  (await renderLoadHtml({ ...threeSizes, arms: [], thresholds: [], choice: null })).length;

describe('the report of a load', () => {
  it('of three sizes is the golden file', async () => {
    assertGolden(import.meta.url, 'load-three-sizes.golden.html', ours(await renderLoadHtml(threeSizes)));
  });

  it('of a URL claims no latency, and says why where the figures would be', async () => {
    const page = ours(await renderLoadHtml(atUrl));
    assert.match(page, /<sup>a<\/sup> the load generator was the bottleneck: requests were sent so late/);
    assert.match(page, /<h1><span class="subject">https:\/\/api.example.com<\/span> Under load<\/h1>/);
  });

  it('is the same for the same result', async () => {
    assert.equal(await renderLoadHtml(threeSizes), await renderLoadHtml(threeSizes));
  });

  it('of a run that ended before its first size has no table and no chart', async () => {
    const page = ours(await renderLoadHtml({ ...threeSizes, arms: [], thresholds: [], choice: null }));
    assert.doesNotMatch(page, /<table/);
    assert.match(page, /Nothing was measured that could be drawn/);
  });

  it('escapes names, in text and in the data of charts', async () => {
    const hostile = '</script><b>x';
    const functions = threeSizes.functions.map((it) => ({ ...it, name: hostile }));
    const load = { ...threeSizes.load, name: hostile };
    const page = ours(await renderLoadHtml({ ...threeSizes, functions, load }));
    assert.ok(!page.includes('<b>x'));
    assert.ok(page.includes('&lt;/script&gt;&lt;b&gt;x'));
  });

  it('marks each cold start and each request without an answer in the charts of latency', async () => {
    const page = await renderLoadHtml(threeSizes);
    const data = JSON.parse(/<script type="application\/json" id="charts">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}');
    const shapes = data.charts
      .filter(({ id }: { id: string }) => id.startsWith('latency-over-time'))
      .map(({ spec }: { spec: { layer: { data: { values: unknown[] } }[] } }) =>
        spec.layer.slice(3).map((layer) => layer.data.values.length),
      );
    const expected = threeSizes.arms.map(({ points }) => [
      points.filter(({ cold, atLeast }) => cold && !atLeast).length,
      points.filter(({ atLeast }) => atLeast).length,
    ]);
    assert.deepEqual(shapes, expected);
    assert.deepEqual(expected[0], [16, 1]);
  });

  it('stays small beside its libraries with as many points as the analysis keeps', async () => {
    const page = await renderLoadHtml(crowded(threeSizes, 2000));
    const own = page.length - (await librariesAlone());
    assert.ok(own < 400_000, `${own} characters beside the libraries`);
  });
});

/** As after a long load: many points, of which a hundredth is cold. */
function crowded(result: LoadResult, points: number): LoadResult {
  const arms = result.arms.map((arm) => ({
    ...arm,
    points: Array.from({ length: points }, (_, index) => ({
      atS: (50 * index) / points,
      latencyMs: milliseconds(20 + (index % 977) / 10),
      cold: index % 100 === 0,
      atLeast: false,
    })),
  }));
  return { ...result, arms };
}
