import type { Recommendation, Result } from '../../../analysis/index.js';
import { formatMegabytes } from '../../../units/index.js';
import { changeText, currentName, isUnchanged, sentence, sortedWarnings } from '../../wording/index.js';
import { clean, type Line, paragraph } from '../layout/index.js';

function versusCurrentText(recommendation: Recommendation, result: Result): string {
  const { versusCurrent: it } = recommendation;
  const current = result.function.currentMemorySizeMB;
  if (current === null) return 'The function was made for this run: there is no current memory size to compare with.';
  if (isUnchanged(recommendation)) return `${formatMegabytes(current)} is the current memory size: nothing to change.`;
  if (it === null) return `No comparison: the current memory size, ${formatMegabytes(current)}, gave no figures.`;
  return clean(`Against the current ${currentName(it)}: ${changeText(it)}.`);
}

/** What to do: the sentence of the recommendation and the change against today, or why there is none. */
export function verdict(result: Result, width: number): Line[] {
  const { recommendation } = result;
  if (recommendation !== null) {
    return [
      ...paragraph(clean(recommendation.reason), width, 'good', '★ '),
      ...paragraph(versusCurrentText(recommendation, result), width, 'plain', '  '),
    ];
  }
  const { whyNothing } = sortedWarnings(result);
  if (whyNothing === undefined) return paragraph('Nothing is recommended.', width, 'bad', '✗ ');
  return [
    ...paragraph(sentence(clean(whyNothing.message)), width, 'bad', '✗ '),
    ...paragraph(clean(whyNothing.hint), width, 'plain', '  → '),
  ];
}
