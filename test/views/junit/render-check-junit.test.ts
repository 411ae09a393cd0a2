import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../src/analysis/index.js';
import { renderCheckJUnit } from '../../../src/views/junit/index.js';
import {
  CHECK_STORIES,
  inconclusive,
  inconclusivePasses,
  PLAIN,
  regressedByImport,
  severalSizes,
  troubled,
  unchanged,
} from '../../fixtures/check/index.js';
import fc from '../../fixtures/properties.js';
import { assertGolden } from '../golden.js';
import { misshapen, parsed, type Xml } from './junit-shape.js';

const read = (result: CheckResult): Xml => parsed(renderCheckJUnit(result));
const all = (xml: Xml, name: string): Xml[] => [
  ...(xml.name === name ? [xml] : []),
  ...xml.children.flatMap((it) => all(it, name)),
];
const namesOf = (xml: Xml, outcome: string): string[] =>
  all(xml, 'testcase')
    .filter(({ children }) => children.some(({ name }) => name === outcome))
    .map(({ attributes }) => attributes.name ?? '');

describe('the JUnit file of a check', () => {
  for (const [name, story] of Object.entries(CHECK_STORIES)) {
    it(`is as the schema says, and red only where the check does not pass (${name})`, () => {
      const result = story();
      const xml = read(result);
      assert.deepEqual(misshapen(xml), []);
      const red = namesOf(xml, 'failure').length + namesOf(xml, 'error').length;
      assert.equal(red > 0, !result.passes);
    });

    it(`counts what it holds (${name})`, () => {
      const xml = read(story());
      for (const suite of [xml, ...all(xml, 'testsuite')]) {
        assert.equal(Number(suite.attributes.tests), all(suite, 'testcase').length);
        assert.equal(Number(suite.attributes.failures), all(suite, 'failure').length);
        assert.equal(Number(suite.attributes.errors), all(suite, 'error').length);
        if ('skipped' in suite.attributes) assert.equal(Number(suite.attributes.skipped), all(suite, 'skipped').length);
      }
    });
  }

  for (const name of ['regressedByImport', 'troubled'] as const) {
    it(`tells the story ${name}`, () => {
      assertGolden(import.meta.url, `check-${name}.golden.xml`, renderCheckJUnit(CHECK_STORIES[name]()));
    });
  }

  it('fails what regressed and skips what was open when it ended for that', () => {
    const xml = read(regressedByImport());
    assert.deepEqual(namesOf(xml, 'failure'), ['Init Duration', 'Cold total', 'Max Memory Used', 'Package size']);
    assert.deepEqual(namesOf(xml, 'skipped'), ['Cost per million']);
  });

  it('fails what is inconclusive, and skips it where --inconclusive pass was given', () => {
    assert.deepEqual(namesOf(read(inconclusive()), 'failure'), ['Init Duration', 'Cold total']);
    assert.deepEqual(namesOf(read(inconclusivePasses()), 'skipped'), ['Init Duration', 'Cold total']);
    assert.deepEqual(namesOf(read(inconclusivePasses()), 'failure'), []);
  });

  it('has a suite for each memory size, and one of the code', () => {
    assert.deepEqual(
      all(read(severalSizes()), 'testsuite').map(({ attributes }) => attributes.name),
      ['checkout, 128 MB', 'checkout, 512 MB', 'checkout, 1,769 MB', 'checkout, Code'],
    );
  });

  it('says how long the check took, of the one suite too, and nothing of one that was killed', () => {
    const endedAt = '2026-11-27T02:01:02.345Z';
    const { attributes, children } = read({ ...regressedByImport(), endedAt });
    assert.equal(attributes.time, '62.345');
    assert.deepEqual(
      children.map((it) => it.attributes.time),
      ['62.345'],
    );
    const several = read({ ...severalSizes(), endedAt });
    assert.equal(several.attributes.time, '62.345');
    // They were measured in turns.
    assert.ok(several.children.length > 1 && several.children.every((it) => it.attributes.time === undefined));
    assert.doesNotMatch(renderCheckJUnit(regressedByImport()), / time="/);
  });

  it('is not green where nothing could be compared', () => {
    const xml = read({
      ...PLAIN,
      verdict: 'inconclusive',
      passes: false,
      reason: 'nothing was compared',
      findings: [],
    });
    assert.deepEqual(misshapen(xml), []);
    assert.deepEqual(namesOf(xml, 'error'), ['check']);
  });

  it('tells failures of the function once, without what XML cannot hold', () => {
    const [failures, ...others] = all(read(troubled()), 'system-err');
    assert.deepEqual(others, []);
    assert.match(failures?.text ?? '', /<img src=x> is \| not `a` function/);
    assert.ok(!/\p{Cc}/u.test((failures?.text ?? '').replaceAll('\n', '')));
  });

  it('is well-formed whatever a name or a reason holds', () => {
    const result = unchanged();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (reason, name) => {
        const findings = result.findings.map((it) => ({ ...it, reason, verdict: 'regressed' as const }));
        const xml = read({ ...result, reason, check: { ...result.check, name }, findings });
        assert.deepEqual(misshapen(xml), []);
      }),
    );
  });
});
