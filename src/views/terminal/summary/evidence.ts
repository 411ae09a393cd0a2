import { type Result, sizeName } from '../../../analysis/index.js';
import { formatUsd } from '../../../units/index.js';
import { failureText, isSevere, sortedWarnings } from '../../wording/index.js';
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

export function warningLines(result: Result, width: number): Line[] {
  const lines = sortedWarnings(result).others.flatMap((warning) => [
    ...paragraph(clean(warning.message), width, isSevere(warning) ? 'bad' : 'warn', '! '),
    ...paragraph(clean(warning.hint), width, 'plain', '  → '),
  ]);
  return lines.length === 0 ? [] : [...lines, blank];
}

export function spentLines({ spent, target, priceBook }: Result, width: number): Line[] {
  const { invocations, billedGbSeconds } = spent;
  const gbSeconds = billedGbSeconds.toLocaleString('en-US', { maximumSignificantDigits: 3 });
  const price = target.kind === 'aws' ? 'at list price' : 'if it had run on AWS, at list price';
  const text = `Spent: ${plural(invocations, 'invocation')}, ${gbSeconds} GB-s billed, ${formatUsd(spent.usd)} ${price} (${clean(priceBook.id)}).`;
  return paragraph(text, width, 'quiet');
}
