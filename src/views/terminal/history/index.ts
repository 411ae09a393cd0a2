import type { HistoryResult, Warning } from '../../../analysis/index.js';
import { FOR_READING, historyNames, historySpan, historyVerdict, isSevere, sentence } from '../../wording/index.js';
import { blank, clean, clipLine, type Line, paragraph } from '../layout/index.js';
import type { SummaryOptions } from '../summary/index.js';
import { paint } from '../theme.js';
import { eventLines } from './event-lines.js';
import { missingIntervals, seriesTables } from './series-table.js';

function lines(result: HistoryResult, width: number): Line[] {
  const tables = seriesTables(result, width);
  const missing = missingIntervals(result, width);
  return [
    ...paragraph(clean(`Kelvin history  ${historyNames(result)}  ${historySpan(result)}`), width, 'strong'),
    ...paragraph(FOR_READING, width, 'quiet'),
    blank,
    ...(result.events.length === 0
      ? [...paragraph(sentence(historyVerdict(result)), width, 'plain', '● '), blank]
      : []),
    ...eventLines(result, width),
    ...tables,
    ...(missing.length === 0 ? [] : [...missing, blank]),
    ...paragraph(clean(footnote(result)), width, 'quiet'),
    ...warningLines(result.warnings, width),
  ];
}

function footnote({ falseAlarmRatio, priceBook, coldShareRatio, series }: HistoryResult): string {
  const chance = `Where nothing changes, any change at all is shown with a chance of ${Math.round(falseAlarmRatio * 100)} %, over all series.`;
  const isPriced = priceBook !== null && series.some(({ metric }) => metric === 'costPerMillion');
  const cost = isPriced
    ? ` Every cost is by ${priceBook.id} and a cold share of ${Number((coldShareRatio * 100).toFixed(2))} %.`
    : '';
  return `${chance} Now: the last level, of session medians. n: values in so many sessions.${cost}`;
}

const warningLines = (warnings: readonly Warning[], width: number): Line[] =>
  warnings.flatMap((warning) => [
    blank,
    ...paragraph(clean(sentence(warning.message)), width, isSevere(warning) ? 'bad' : 'warn', '! '),
    ...paragraph(clean(sentence(warning.hint)), width, 'plain', '  → '),
  ]);

/** What `kelvin history` leaves on the screen. Ends its last line. */
export const renderHistory = (result: HistoryResult, { width, color }: SummaryOptions): string =>
  lines(result, width)
    .map((it) => `${paint(clipLine(it, width), color)}\n`)
    .join('');
