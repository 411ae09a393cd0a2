import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../src/analysis/index.js';
import { renderCheckJUnit } from '../../../src/views/junit/index.js';
import { renderCheckMarkdown } from '../../../src/views/markdown/index.js';
import { renderCheckSummary } from '../../../src/views/terminal/index.js';
import { copiesText } from '../../../src/views/wording/index.js';
import { unchanged } from '../../fixtures/check/index.js';

type Side = CheckResult['base'];
const PLAIN = unchanged();

const copyOf = (side: Side, name: string, source: Side['source']): Side => ({
  ...side,
  source,
  function: { ...side.function, name, copied: { differing: [] } },
});

const LIVE = copyOf(PLAIN.base, 'orders', { kind: 'function', name: 'orders', qualifier: 'live' });
const FOLDER = copyOf(PLAIN.head, 'orders', { kind: 'folder', path: 'build' });

describe('a check of functions that exist', () => {
  it('says which side was a copy, and of what', () => {
    assert.equal(
      copiesText({ ...PLAIN, head: LIVE }),
      'head was measured on a copy of orders, made for the check and removed with it',
    );
    assert.equal(
      copiesText({ ...PLAIN, base: LIVE, head: LIVE }),
      'base and head were measured on copies of orders, made for the check and removed with it',
    );
  });

  it('tells a copy with other code from one that is all of its function', () => {
    assert.equal(
      copiesText({ ...PLAIN, base: LIVE, head: FOLDER }),
      'base and head were measured on copies: base of orders, head of orders with the code of folder build; both made for the check and removed with it',
    );
  });

  it('against itself is one copy', () => {
    assert.equal(
      copiesText({ ...PLAIN, isSelf: true, base: LIVE, head: LIVE }),
      'it was measured on a copy of orders, made for the check and removed with it',
    );
  });

  it('says so in the terminal, in the summary of a pull request and in the properties of JUnit', () => {
    const result = { ...PLAIN, head: LIVE };
    const terminal = renderCheckSummary(result, { width: 120, color: false });
    assert.match(terminal, /^head {2}function orders:live \(a copy\)$/m);
    assert.match(terminal, /^Head was measured on a copy of orders, made for the check and removed with it\.$/m);
    const markdown = renderCheckMarkdown(result);
    assert.match(markdown, /Compared: .*\. Head was measured on a copy of orders, made for the check/);
    assert.match(markdown, /Head: function orders:live, orders \(a copy\) on Node/);
    assert.match(renderCheckJUnit(result), /name="kelvin\.head" value="function orders:live \(a copy\); /);
  });

  it('says nothing of it where both sides were made of code', () => {
    assert.equal(copiesText(PLAIN), undefined);
    for (const text of [renderCheckSummary(PLAIN, { width: 80, color: false }), renderCheckMarkdown(PLAIN)]) {
      assert.doesNotMatch(text, /a copy/);
    }
  });
});
