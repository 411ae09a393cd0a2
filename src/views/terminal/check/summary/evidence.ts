import type { CheckResult, Warning } from '../../../../analysis/index.js';
import { formatUsd } from '../../../../units/index.js';
import {
  askedOfCheck,
  callsText,
  endText,
  findingsOf,
  isSevere,
  oddities,
  sentence,
  sideCountsText,
  sideFailures,
} from '../../../wording/index.js';
import { blank, type Line, line, paragraph, type Tone } from '../../layout/index.js';
import { harmless } from '../harmless.js';
import { VERDICT_MARKS, VERDICT_TONES } from '../verdict-marks.js';

const spaced = (lines: readonly Line[]): Line[] => (lines.length === 0 ? [] : [...lines, blank]);

/** Why each verdict that is not `unchanged`, what decides the exit first; the verdict itself has said one of them already. */
export function reasonLines(result: CheckResult, width: number): Line[] {
  const open = findingsOf(result, 'regressed', 'inconclusive', 'improved');
  return spaced(
    open
      .filter(({ reason }) => !result.reason.startsWith(reason))
      .flatMap((it) =>
        paragraph(sentence(harmless(it.reason)), width, VERDICT_TONES[it.verdict], `${VERDICT_MARKS[it.verdict]} `),
      ),
  );
}

/** What failed, on which side. */
export function sideFailureLines({ base, head }: CheckResult, width: number): Line[] {
  const sides = [['base', base] as const, ['head', head] as const];
  return spaced(
    sides.flatMap(([name, side]) =>
      sideFailures(side).flatMap((it) => paragraph(harmless(`${name}: ${it}`), width, 'bad', '✗ ')),
    ),
  );
}

export const oddityLines = ({ findings }: CheckResult, width: number): Line[] =>
  spaced(oddities(findings).flatMap((it) => paragraph(sentence(it), width, 'quiet', '· ')));

/** What changes the meaning of every figure stands before the first of them. */
export const severeLines = ({ warnings }: CheckResult, width: number): Line[] =>
  spaced(warnings.filter(isSevere).flatMap((it) => warningLines(it, width, 'bad')));

export const otherWarningLines = ({ warnings }: CheckResult, width: number): Line[] =>
  spaced(warnings.filter((it) => !isSevere(it)).flatMap((it) => warningLines(it, width, 'warn')));

const warningLines = ({ message, hint }: Warning, width: number, tone: Tone): Line[] => [
  ...paragraph(sentence(harmless(message)), width, tone, '! '),
  ...paragraph(sentence(harmless(hint)), width, 'plain', '  → '),
];

/** What was asked and measured, why it ended, and what it cost. */
export function checkSpentLines(result: CheckResult, width: number): Line[] {
  const { base, head, spentUsd, target, isSelf, calls } = result;
  const price = target.kind === 'aws' ? 'at list price' : 'if it had run on AWS, at list price';
  const spent = spentUsd === null ? 'no price known' : `${formatUsd(spentUsd)} ${price}`;
  const [one, other] = isSelf ? ['one side', 'other side'] : ['base', 'head'];
  return [
    line(`Ended: ${harmless(endText(result))}.`, 'quiet'),
    `Measured ${askedOfCheck(result)}.`,
    `${one}: ${sideCountsText(base)}.`,
    `${other}: ${sideCountsText(head)}.`,
    `Spent: ${spent}.${calls === undefined ? '' : ` Beside the invocations: ${callsText(calls)}.`}`,
  ].flatMap((it) => (typeof it === 'string' ? paragraph(harmless(it), width, 'quiet') : [it]));
}
