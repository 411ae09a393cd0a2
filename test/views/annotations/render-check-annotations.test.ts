import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../src/analysis/index.js';
import { renderCheckAnnotations } from '../../../src/views/annotations/index.js';
import { workflowCommand } from '../../../src/views/annotations/workflow-command.js';
import {
  CHECK_STORIES,
  improved,
  inconclusive,
  inconclusivePasses,
  PLAIN,
  regressedByImport,
  troubled,
  unchanged,
} from '../../fixtures/check/index.js';

const linesOf = (result: CheckResult): string[] => renderCheckAnnotations(result).trimEnd().split('\n');
const levels = (result: CheckResult): string[] => linesOf(result).map((it) => /^::(\w+) /.exec(it)?.[1] ?? it);

describe('a workflow command', () => {
  it('escapes what would end it, and in the title what would end a property', () => {
    assert.equal(
      workflowCommand({ level: 'error', title: 'a: b, 5 %', message: '5 %: a, b\r\n::warning::x' }),
      '::error title=a%3A b%2C 5 %25::5 %25: a, b%0D%0A::warning::x',
    );
  });
});

describe('the annotations of a check', () => {
  it('stand at the file that says what was checked, where there is one', () => {
    const lines = renderCheckAnnotations(regressedByImport(), 'functions/a, b/kelvin.yaml').trimEnd().split('\n');
    for (const line of lines) assert.match(line, /^::\w+ file=functions\/a%2C b\/kelvin\.yaml,title=[^:,]+::\S/);
    assert.deepEqual(
      lines.map((it) => it.replace(/file=[^,]+,/, '')),
      linesOf(regressedByImport()),
    );
  });

  for (const [name, story] of Object.entries(CHECK_STORIES)) {
    it(`are one command a line, and hold an error only where the check does not pass (${name})`, () => {
      const result = story();
      for (const line of linesOf(result)) assert.match(line, /^::(error|warning|notice) title=[^:,]+::\S/);
      assert.equal(levels(result).includes('error'), !result.passes);
    });
  }

  it('name what regressed, with what INIT loads that it did not before', () => {
    const [first] = linesOf(regressedByImport());
    assert.match(first ?? '', /^::error title=Kelvin check checkout%3A Init Duration at 512 MB regressed::/);
    assert.match(first ?? '', /%0ALoaded by INIT: \+ heavy-schema \+36\.4 ms/);
    assert.deepEqual(levels(regressedByImport()), ['error', 'error', 'error', 'error', 'warning']);
  });

  it('are errors where it is inconclusive, and warnings where that passes', () => {
    assert.deepEqual(levels(inconclusive()), ['error', 'error']);
    assert.deepEqual(levels(inconclusivePasses()), ['warning', 'warning']);
  });

  it('are a notice where all is well', () => {
    assert.deepEqual(levels(unchanged()), ['notice']);
    assert.deepEqual(levels(improved()), ['notice', 'notice']);
  });

  it('warn of what changes the meaning of every figure', () => {
    assert.match(linesOf(troubled()).at(-1) ?? '', /^::warning title=Kelvin check checkout%3A check-interrupted::/);
  });

  it('say that nothing could be compared', () => {
    const nothing: CheckResult = { ...PLAIN, verdict: 'inconclusive', passes: false, reason: 'nothing was compared' };
    assert.deepEqual(linesOf(nothing), ['::error title=Kelvin check checkout%3A inconclusive::Nothing was compared.']);
  });

  it('are no more than GitHub shows, and the last says how many there are', () => {
    const result = regressedByImport();
    const findings = Array.from({ length: 4 }, () => result.findings).flat();
    const lines = linesOf({ ...result, findings }).filter((it) => it.startsWith('::error'));
    assert.equal(lines.length, 10);
    assert.match(lines.at(-1) ?? '', /… and 6 more like it: see the summary\.$/);
  });
});
