import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../src/analysis/index.js';
import { checkMarker, renderCheckMarkdown } from '../../../src/views/markdown/index.js';
import {
  CHECK_STORIES,
  inconclusivePasses,
  regressedByImport,
  saying,
  troubled,
  unchanged,
} from '../../fixtures/check/index.js';
import fc from '../../fixtures/properties.js';
import { assertGolden } from '../golden.js';

/** GitHub's, of a comment. */
const LONGEST_COMMENT = 65_536;

/** Everything in it is as long as its author, or a function, can make it. */
function huge(): CheckResult {
  const result = regressedByImport();
  const long = 'very '.repeat(20_000);
  const [explanation] = result.explanations;
  assert.ok(explanation !== undefined);
  const changes = explanation.changes.flatMap((it) =>
    Array.from({ length: 300 }, () => ({ ...it, name: long, broughtBy: [long] })),
  );
  const failures = Array.from({ length: 200 }, () => ({ kind: 'function-error', message: long, count: 1 }));
  return {
    ...result,
    reason: long,
    check: { ...result.check, name: long, memorySizesMB: Array.from({ length: 2000 }, () => 512) as never },
    findings: Array.from({ length: 300 }, () => result.findings.map((it) => ({ ...it, reason: long }))).flat(),
    explanations: Array.from({ length: 40 }, () => ({ ...explanation, changes, notes: [long] })),
    head: { ...result.head, failures, source: { kind: 'folder', path: long } },
    warnings: Array.from({ length: 100 }, () => ({ code: 'check-odd', message: long, hint: long })),
  };
}

describe('the Markdown of a check', () => {
  for (const [name, story] of Object.entries(CHECK_STORIES)) {
    it(`tells the story ${name}`, () => {
      assertGolden(import.meta.url, `check-${name}.golden.md`, renderCheckMarkdown(story()));
    });
  }

  it('begins with a hidden line by which the next one finds and replaces it', () => {
    const [first] = renderCheckMarkdown(unchanged()).split('\n');
    assert.equal(first, checkMarker('checkout'));
    assert.equal(renderCheckMarkdown(regressedByImport()).split('\n')[0], first);
  });

  it('hides that line whatever the scenario is called', () => {
    for (const name of ['a --> <b>', '--', 'naïve', '<!-- x -->', '\n\n# x']) {
      assert.match(checkMarker(name), /^<!-- kelvin-check [\w%.!~*'()]+ -->$/);
    }
    assert.notEqual(checkMarker('a-b'), checkMarker('a--b'));
  });

  it('fits a comment, however much there is to say, and says that it was cut', () => {
    const text = renderCheckMarkdown(huge());
    assert.ok(Buffer.byteLength(text) <= LONGEST_COMMENT, `${Buffer.byteLength(text)} bytes`);
    assert.match(text, /^<!-- kelvin-check /);
    assert.match(text, /### ❌ Kelvin check/);
    assert.match(text, /Cut to fit a comment/);
    const opened = text.match(/<details>/g)?.length ?? 0;
    assert.equal(text.match(/<\/details>/g)?.length ?? 0, opened);
  });

  it('lets no message of a function break the page, ping somebody, open a link or an element', () => {
    const text = renderCheckMarkdown(troubled());
    assert.ok(text.includes('&lt;img src=x>') || text.includes('&lt;img src=x&gt;'));
    assert.ok(text.includes('\\[handler\\]('));
    assert.doesNotMatch(text, /:\/\/example/);
    assert.doesNotMatch(text, /@maintainer/);
    assert.ok(!text.includes('\u001b'));
    assert.doesNotMatch(text, /^\s*::/m);
  });

  it('has the same lines, cells and elements, whatever a function, a commit or a scenario says', () => {
    const shape = (text: string): string[] =>
      renderCheckMarkdown(saying(text))
        .replaceAll('@<!-- -->', '')
        .split('\n')
        .map((line) => line.replaceAll('\\|', '').replaceAll('\\\\', '').replaceAll('\\`', ''))
        // Cells are cut before code is read, at each `|` without a backslash (GFM, section 4.10; cmark-gfm).
        .map((line) => ({ cells: line.split('|').length, text: line.replace(/`[^`]*`/g, '') }))
        .map(({ cells, text: shown }) => `${cells} ${shown.match(/<[a-z/!]|^#+ |^> |^- /gi)?.join('') ?? ''}`);
    const expected = shape('text');
    const pieces = [
      '|',
      '<b>',
      '\\',
      '`',
      '\n',
      '\n\n# ',
      '-->',
      '<!--',
      '@a',
      '[x](y)',
      '\u001b[1m',
      'a',
      ' ',
      '&lt;',
      '\n> ',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }), (chosen) => {
        assert.deepEqual(shape(`t${chosen.join('')}t`), expected);
      }),
    );
  });

  it('folds what is unchanged where there is more to see, and nothing else', () => {
    assert.doesNotMatch(renderCheckMarkdown(unchanged()), /\d unchanged<\/summary>/);
    assert.match(renderCheckMarkdown(CHECK_STORIES.severalSizes()), /17 unchanged<\/summary>/);
  });

  it('says that an inconclusive check passes where that was asked for', () => {
    assert.match(renderCheckMarkdown(inconclusivePasses()), /It passes by `--inconclusive pass`/);
  });

  it('has tables with as many cells in every row', () => {
    for (const story of Object.values(CHECK_STORIES)) {
      for (const block of renderCheckMarkdown(story()).split('\n\n')) {
        const rows = block.split('\n').filter((line) => line.startsWith('|'));
        const cells = rows.map((row) => row.replaceAll('\\|', '').split('|').length);
        assert.ok(new Set(cells).size <= 1, block);
      }
    }
  });
});
