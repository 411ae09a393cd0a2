import type { LoadResult, ThresholdVerdict } from '../../../../analysis/index.js';
import { formatUsd } from '../../../../units/index.js';
import {
  armInitTexts,
  armName,
  atLeast,
  callsText,
  failureName,
  gbSecondsText,
  isSevere,
  keptText,
  saturationText,
  sentence,
  statusText,
  thresholdText,
  verdictCount,
  verdictFigure,
  verdictWord,
} from '../../../wording/index.js';
import { formatCount, plural } from '../../figures.js';
import { blank, clean, type Line, line, paragraph, type Tone } from '../../layout/index.js';

/** Which size to take, in the analysis's own sentence. */
export function choiceLines({ choice, arms }: LoadResult, width: number): Line[] {
  if (choice !== null) return [...paragraph(clean(choice.reason), width, 'good', '★ '), blank];
  return arms.length < 2
    ? []
    : [...paragraph('No memory size is picked; see below for why.', width, 'warn', '! '), blank];
}

const TONES: Readonly<Record<ThresholdVerdict['verdict'], Tone>> = { met: 'plain', missed: 'bad', undecided: 'warn' };
const MARKS: Readonly<Record<ThresholdVerdict['verdict'], string>> = { met: '✓', missed: '✗', undecided: '?' };

/** Each threshold at each size: the ones that were missed first, as they decide the exit. */
export function thresholdLines(result: LoadResult, width: number): Line[] {
  const { thresholds } = result;
  if (thresholds.length === 0) return [];
  const { met, missed, undecided } = verdictCount(result);
  const others = [missed === 0 ? '' : `, ${missed} missed`, undecided === 0 ? '' : `, ${undecided} undecided`].join('');
  const order = ['missed', 'undecided', 'met'];
  const sorted = [...thresholds].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return [
    line(`Thresholds: ${met} of ${thresholds.length} met${others}`, 'strong'),
    ...sorted.flatMap((it) => {
      const at = it.memorySizeMB === null ? '' : ` at ${armName(result, it)}`;
      const text = `${thresholdText(it)}${at} ${verdictWord(it)}: ${verdictFigure(it)}`;
      return paragraph(clean(text), width, TONES[it.verdict], `${MARKS[it.verdict]} `);
    }),
    blank,
  ];
}

/** What became of each size as a whole, where it saturates, and all failures by kind. */
export function armLines(result: LoadResult, width: number): Line[] {
  const lines = result.arms.flatMap((arm) => {
    const name = clean(armName(result, arm));
    const status = statusText(arm);
    const failures = arm.total.failures.map((it) => `${failureName(it)} ${formatCount(it.count)}`);
    return [
      ...(status === undefined ? [] : paragraph(clean(`${name}: ${status}`), width, 'bad', '! ')),
      ...paragraph(clean(`${name} ${saturationText(arm)}`), width),
      ...armInitTexts(result, arm).flatMap((it) => paragraph(clean(it), width, 'quiet')),
      ...(failures.length === 0 ? [] : paragraph(clean(`failed: ${failures.join(', ')}`), width, 'bad', '  ✗ ')),
    ];
  });
  return lines.length === 0 ? [] : [line('Saturation and failures', 'strong'), ...lines, blank];
}

export function loadWarningLines({ warnings }: LoadResult, width: number): Line[] {
  const lines = warnings.flatMap((warning) => [
    ...paragraph(sentence(clean(warning.message)), width, isSevere(warning) ? 'bad' : 'warn', '! '),
    ...paragraph(sentence(clean(warning.hint)), width, 'plain', '  → '),
  ]);
  return lines.length === 0 ? [] : [...lines, blank];
}

export function loadSpentLines({ spent, target, priceBook, calls }: LoadResult, width: number): Line[] {
  const gbSeconds = gbSecondsText(spent, { maximumSignificantDigits: 3 });
  const dollars = atLeast(spent, formatUsd(spent.usd));
  const price = target.kind === 'aws' ? 'at list price' : 'if it had run on AWS, at list price';
  const cost = priceBook === null ? 'no price known' : `${dollars} ${price} (${clean(priceBook.id)})`;
  const called = calls === undefined ? '' : ` Beside them: ${callsText(calls)}.`;
  const text = `Spent: ${plural(spent.requests, 'request')}, ${gbSeconds}${spent.unbilled === undefined ? ' billed' : ''}, ${cost}${keptText(spent)}.${called}`;
  return paragraph(text, width, 'quiet');
}
