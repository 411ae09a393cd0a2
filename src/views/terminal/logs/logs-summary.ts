import type { LogsResult, Warning } from '../../../analysis/index.js';
import {
  isSevere,
  logGroupName,
  logHeadline,
  logSpan,
  logVolume,
  reportedInitText,
  THROTTLED_NOTE,
} from '../../wording/index.js';
import { plural } from '../figures.js';
import { blank, clean, clipLine, type Line, paragraph } from '../layout/index.js';
import { Footnotes } from '../summary/footnotes.js';
import type { SummaryOptions } from '../summary/index.js';
import { paint } from '../theme.js';
import { block } from './block.js';

/** A log group of a whole account has hundreds of functions; the dearest are shown, and where the others are is said. */
const MOST_BLOCKS = 12;

function summaryLines(result: LogsResult, width: number): Line[] {
  const { groups, total, warnings } = result;
  const notes = new Footnotes();
  const shown = groups.slice(0, MOST_BLOCKS);
  const blocks = [
    ...shown.flatMap((group) => block(logGroupName(group), group, notes, width)),
    ...(groups.length > shown.length ? [...paragraph(restText(result, shown.length), width, 'quiet'), blank] : []),
    ...(groups.length > 1 ? block('All together', total, notes, width) : []),
  ];
  return [
    ...paragraph(clean(`Kelvin logs: ${logHeadline(result)}`), width, 'strong'),
    ...paragraph(
      clean(total.invocations === 0 ? `Read: ${logVolume(result)}` : `${logSpan(result)}; read: ${logVolume(result)}`),
      width,
      'quiet',
    ),
    blank,
    ...warningLines(warnings.filter(isSevere), width),
    ...blocks,
    ...initLines(result, width),
    ...(total.invocations === 0 ? [] : paragraph(footnote(result), width, 'quiet')),
    ...notes.reasons.flatMap((reason, index) => paragraph(reason, width, 'quiet', `[${index + 1}] no interval: `)),
    blank,
    ...warningLines(
      warnings.filter((it) => !isSevere(it)),
      width,
    ),
  ];
}

const restText = ({ groups }: LogsResult, shown: number): string =>
  `${plural(groups.length - shown, 'more function and memory size', 'more functions and memory sizes')}, cheaper than these: the report and result.json have them.`;

const footnote = ({ priceBook, architecture }: LogsResult): string =>
  clean(
    `In brackets and below percentiles: 95 % intervals; sums of what was read have none. Throttled: ${THROTTLED_NOTE}. Cost: on demand, ${architecture}, list prices of ${priceBook.id}; a month is 730 hours at the rate of the log.`,
  );

function initLines(result: LogsResult, width: number): Line[] {
  const lines = reportedInitText(result).flatMap((text) => paragraph(clean(text), width, 'plain', '- '));
  return lines.length === 0 ? [] : [...lines, blank];
}

function warningLines(warnings: readonly Warning[], width: number): Line[] {
  const lines = warnings.flatMap((warning) => [
    ...paragraph(clean(warning.message), width, isSevere(warning) ? 'bad' : 'warn', '! '),
    ...paragraph(clean(warning.hint), width, 'plain', '  → '),
  ]);
  return lines.length === 0 ? [] : [...lines, blank];
}

/** What `kelvin logs` leaves on the screen. Ends its last line. */
export const renderLogsSummary = (result: LogsResult, { width, color }: SummaryOptions): string =>
  summaryLines(result, width)
    .map((it) => `${paint(clipLine(it, width), color)}\n`)
    .join('')
    .replace(/\n+$/, '\n');
