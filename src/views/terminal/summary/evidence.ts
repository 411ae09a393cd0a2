import type { Result } from '../../../analysis/index.js';
import { formatMegabytes, formatUsd } from '../../../units/index.js';
import { plural } from '../figures.js';
import { blank, clean, type Line, paragraph } from '../layout/index.js';
import { failureName } from '../marks.js';

/** All failures, in full: one invocation in a hundred that fails leaves a size measured, and is still a finding. */
export function failureLines({ sizes, scenario }: Result, width: number): Line[] {
  const several = scenario.architectures.length > 1;
  const lines = sizes.flatMap((size) =>
    size.failures.flatMap((failure) => {
      const where = `${formatMegabytes(size.memorySizeMB)}${several ? ` ${size.architecture}` : ''}`;
      return paragraph(`${where}: ${failureName(failure)}: ${clean(failure.message)}`, width, 'bad', '✗ ');
    }),
  );
  return lines.length === 0 ? [] : [...lines, blank];
}

export function warningLines({ warnings }: Result, width: number): Line[] {
  const lines = warnings.flatMap(({ message, hint }) => [
    ...paragraph(clean(message), width, 'warn', '! '),
    ...paragraph(clean(hint), width, 'plain', '  → '),
  ]);
  return lines.length === 0 ? [] : [...lines, blank];
}

/** Figures under limits that did not hold are no figures of Lambda; the hint says what to do about it. */
export function enforcementLines({ target }: Result, width: number): Line[] {
  const hints = [target.cpu, target.memory].flatMap((it) => (it?.enforced === false ? [clean(it.hint)] : []));
  return [...new Set(hints)].flatMap((hint) => paragraph(hint, width, 'plain', '  → '));
}

const ENDS: Readonly<Record<'stopped' | 'interrupted' | 'failed' | 'none', string>> = {
  stopped: 'The run was stopped before its plan was done.',
  interrupted: 'The run was interrupted before its plan was done.',
  failed: 'The run failed before its plan was done.',
  none: 'The recording has no end: the run was killed or still goes on.',
};

/** A part of the plan is a valid answer, but must be recognisable as a part. */
export const endLines = ({ endReason }: Result, width: number): Line[] =>
  endReason === 'complete' ? [] : [...paragraph(ENDS[endReason ?? 'none'], width, 'warn', '! '), blank];

export function spentLines({ spent, target, priceBook }: Result, width: number): Line[] {
  const { invocations, billedGbSeconds } = spent;
  const gbSeconds = billedGbSeconds.toLocaleString('en-US', { maximumSignificantDigits: 3 });
  const price = target.kind === 'aws' ? 'at list price' : 'if it had run on AWS, at list price';
  const text = `Spent: ${plural(invocations, 'invocation')}, ${gbSeconds} GB-s billed, ${formatUsd(spent.usd)} ${price} (${clean(priceBook.id)}).`;
  return paragraph(text, width, 'quiet');
}
