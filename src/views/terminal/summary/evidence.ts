import { type Result, sizeName, type Warning } from '../../../analysis/index.js';
import { formatUsd } from '../../../units/index.js';
import {
  atLeast,
  callsText,
  explorationOf,
  failureText,
  formatClock,
  gbSecondsText,
  isSevere,
  keptText,
  sortedWarnings,
  spendings,
  spendingsText,
} from '../../wording/index.js';
import { plural } from '../figures.js';
import { blank, clean, type Line, paragraph } from '../layout/index.js';

/** All failures, in full: one invocation in a hundred that fails leaves a size measured, and is still a finding. */
export function failureLines(result: Result, width: number): Line[] {
  const lines = result.sizes.flatMap((size) =>
    size.failures.flatMap((failure) =>
      paragraph(clean(`${sizeName(result, size)}: ${failureText(size, failure)}`), width, 'bad', '✗ '),
    ),
  );
  return lines.length === 0 ? [] : [...lines, blank];
}

export const warningLines = (result: Result, width: number): Line[] =>
  linesOfWarnings(sortedWarnings(result).others, width);

/** Each with its next step, and a blank line behind the last. */
export function linesOfWarnings(warnings: readonly Warning[], width: number): Line[] {
  const lines = warnings.flatMap((warning) => [
    ...paragraph(clean(warning.message), width, isSevere(warning) ? 'bad' : 'warn', '! '),
    ...paragraph(clean(warning.hint), width, 'plain', '  → '),
  ]);
  return lines.length === 0 ? [] : [...lines, blank];
}

export function spentLines(result: Result, width: number): Line[] {
  const { spent, target, priceBook, calls } = result;
  const exploration = explorationOf(result);
  const { invocations } = spent;
  const gbSeconds = gbSecondsText(spent, { maximumSignificantDigits: 3 });
  const dollars = atLeast(spent, formatUsd(spent.usd));
  const price = target.kind === 'aws' ? 'at list price' : 'if it had run on AWS, at list price';
  const text = `Spent: ${plural(invocations, 'invocation')}, ${gbSeconds}${spent.unbilled === undefined ? ' billed' : ''}, ${dollars} ${price} (${clean(priceBook.id)})${keptText(spent)}.`;
  const limits =
    exploration === undefined ? [] : spendings(result, exploration).filter(({ limit }) => limit !== undefined);
  const of = limits.length === 0 ? '' : ` Of what might be spent: ${spendingsText(limits)}.`;
  const took = spent.elapsedMs === undefined ? '' : ` It took ${formatClock(spent.elapsedMs)}.`;
  const called = calls === undefined ? '' : ` Beside them: ${callsText(calls)}.`;
  return paragraph(`${text}${took}${of}${called}`, width, 'quiet');
}
