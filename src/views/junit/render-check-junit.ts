import type { CheckResult } from '../../analysis/index.js';
import { endText, findingGroups, sideCountsText, sideFailures, sideText } from '../wording/index.js';
import { type Case, caseOf, type Outcome, wholeCase } from './check-cases.js';
import { element, textElement } from './xml.js';

/**
 * JUnit's XML as Jenkins' xUnit plugin describes it (junit-10.xsd, read 2026-11), which GitLab and others read too: a suite
 * for each memory size, a case for each comparison. It has a failure or an error exactly where the check does not pass.
 */
export function renderCheckJUnit(result: CheckResult): string {
  const suites = findingGroups(result.findings).map(({ name, findings }) => ({
    name: `${result.check.name}, ${name}`,
    cases: findings.map((it) => caseOf(result, it)),
  }));
  const isRed = suites.some(({ cases }) => count(cases, 'failed') > 0);
  if (!result.passes && !isRed) suites.push({ name: result.check.name, cases: [wholeCase(result)] });
  const all = suites.flatMap(({ cases }) => cases);
  const attributes = {
    name: `kelvin check ${result.check.name}`,
    tests: all.length,
    failures: count(all, 'failed'),
    errors: count(all, 'error'),
    time: secondsOf(result),
  };
  const xml = element(
    'testsuites',
    attributes,
    suites.map((it, index) => suiteOf(result, it, { isFirst: index === 0, isOnly: suites.length === 1 })),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;
}

const count = (cases: readonly Case[], outcome: Outcome): number => cases.filter((it) => it.outcome === outcome).length;

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** Of the whole check, as seconds; undefined where it was killed. Comparisons are made of the same invocations and have none. */
function secondsOf({ startedAt, endedAt }: CheckResult): string | undefined {
  if (endedAt === undefined) return undefined;
  return (Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(3);
}

/** Failures of the function are told once: they are counted by side, not by memory size. */
interface Place {
  readonly isFirst: boolean;
  /** Memory sizes are measured in turns: only one alone has a time of its own. */
  readonly isOnly: boolean;
}

function suiteOf(result: CheckResult, { name, cases }: Suite, { isFirst, isOnly }: Place): string {
  const failures = isFirst ? failuresText(result) : '';
  const attributes = {
    name,
    tests: cases.length,
    failures: count(cases, 'failed'),
    errors: count(cases, 'error'),
    skipped: count(cases, 'skipped'),
    time: isOnly ? secondsOf(result) : undefined,
    // Ant's schema knows no time zone and no fractions; UTC.
    timestamp: result.startedAt.replace(/(\.\d+)?Z$/, ''),
  };
  return element('testsuite', attributes, [
    element('properties', {}, properties(result)),
    ...cases.map(({ xml }) => xml),
    ...(failures === '' ? [] : [textElement('system-err', {}, failures)]),
  ]);
}

function properties(result: CheckResult): string[] {
  const { tool, base, head, target, verdict, reason } = result;
  const facts = {
    'kelvin.version': tool.version,
    'kelvin.verdict': verdict,
    'kelvin.reason': reason,
    'kelvin.ended': endText(result),
    'kelvin.base': `${sideText(base)}; ${sideCountsText(base)}`,
    'kelvin.head': `${sideText(head)}; ${sideCountsText(head)}`,
    'kelvin.target': `${target.kind}, ${target.region}`,
  };
  return Object.entries(facts).map(([name, value]) => element('property', { name, value }));
}

const failuresText = ({ base, head }: CheckResult): string =>
  [...sideFailures(base).map((it) => `base: ${it}`), ...sideFailures(head).map((it) => `head: ${it}`)].join('\n');
