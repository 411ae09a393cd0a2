import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Analysis } from '../../../src/analysis/index.js';
import { renderHtml } from '../../../src/views/html/index.js';
import { chartLibraries } from '../../../src/views/html/libraries.js';
import {
  brokenOff,
  everythingFailed,
  interrupted,
  simulated,
  sixSizes,
  twoArchitectures,
} from '../../fixtures/analysis.js';
import { assertGolden } from '../golden.js';
import { withoutLibraries } from './without-libraries.js';

const EVIL = '</script><img src=x onerror=alert(1)>|"\'&';

const GOLDEN = {
  'six-sizes': sixSizes,
  'everything-failed': everythingFailed,
  interrupted,
  'two-architectures': twoArchitectures,
  simulated,
};

function named(name: string): Analysis {
  const { result, measurements } = sixSizes();
  const [first, ...others] = result.sizes;
  assert.ok(first && result.recommendation);
  const failures = [{ kind: 'function-error', errorType: name, message: name, count: 1 }] as const;
  return {
    measurements,
    result: {
      ...result,
      scenario: { ...result.scenario, name, description: name },
      function: { ...result.function, name, handler: name, environmentNames: [name] },
      recommendation: { ...result.recommendation, reason: name, strategy: name },
      warnings: [{ code: name, message: name, hint: name }],
      sizes: [{ ...first, failures: [...failures] }, ...others],
    },
  };
}

describe('renderHtml', () => {
  for (const [name, analysis] of Object.entries(GOLDEN)) {
    it(`prints ${name} as its golden file has it`, async () => {
      assertGolden(import.meta.url, `${name}.golden.html`, withoutLibraries(await renderHtml(analysis())));
    });
  }

  it('prints the same analysis as the same file, byte for byte', async () => {
    assert.equal(await renderHtml(sixSizes()), await renderHtml(sixSizes()));
  });

  it('shows markup in a name as text', async () => {
    const page = withoutLibraries(await renderHtml(named(EVIL)));
    assert.equal(page.includes('<img'), false);
    assert.equal(page.match(/<script\b/g)?.length, 4);
    assert.equal(page.match(/<\/script/g)?.length, 4);
    assert.ok(page.includes('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;|&quot;&#39;&amp;'));
  });

  it('names nothing outside itself that a browser would fetch', async () => {
    const page = withoutLibraries(await renderHtml(sixSizes()));
    assert.deepEqual(page.match(/(?:src|href)="[^"]*"/g), ['href="data:,"']);
    assert.match(page, /default-src &#39;none&#39;/);
    assert.equal((await renderHtml(sixSizes())).includes('sourceMappingURL'), false);
  });

  it('inlines libraries that cannot end their own script element, with their licences', async () => {
    for (const code of await chartLibraries()) {
      assert.doesNotMatch(code, /<\/script|<!--|\r/i);
      assert.match(code, /^\/\*! vega(-lite)?\nCopyright/);
    }
  });

  it('says what the analysis warns of, once, and marks what changes every figure', async () => {
    const analysis = interrupted();
    const page = await renderHtml(analysis);
    const items = [...page.matchAll(/<li class="(notice[^"]*)">.*?<code>(.*?)<\/code>/gs)].map(([, kind, code]) => [
      code,
      kind,
    ]);
    assert.deepEqual(
      items.map(([code]) => code),
      analysis.result.warnings.map(({ code }) => code),
    );
    assert.deepEqual(
      items.filter(([, kind]) => kind === 'notice severe').map(([code]) => code),
      ['run-interrupted', 'cpu-not-enforced'],
    );
  });

  it('says in place of a recommendation why there is none, and not once more among the warnings', async () => {
    const page = await renderHtml(everythingFailed());
    assert.match(page, /<p class="lead">The function failed at every memory size: nothing can be recommended\. See /);
    assert.equal(page.match(/failed at every memory size/g)?.length, 1);
  });

  it('says what ended a run that failed', async () => {
    const page = await renderHtml(brokenOff({ reason: 'failed', detail: 'the endpoint went away' }));
    assert.match(page, /The run failed before its plan was done: the endpoint went away\./);
    assert.match(page, /<dt>Ended<\/dt><dd>failed: the endpoint went away<\/dd>/);
  });

  it('names a tie across architectures', async () => {
    assert.match(await renderHtml(twoArchitectures()), /<dt>Tied set<\/dt><dd>1,769 MB arm64, 1,769 MB x86_64/);
  });

  it('gives the reason for every missing interval once, and refers to it', async () => {
    const page = await renderHtml(interrupted());
    assert.match(page, /<sup>a<\/sup> No interval: needs n &gt;= 6 for a 95 % interval of p50, has 1\./);
    assert.match(page, /<small>no interval<\/small>/);
    assert.match(page, /<sup>b<\/sup> No interval: needs n &gt;= 36 for a 95 % interval of p90, has 1\./);
  });
});
