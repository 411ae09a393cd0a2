import type { HistoryCause, HistoryEvent, HistoryResult } from '../../../analysis/index.js';
import {
  causeText,
  changesIn,
  codeText,
  evidenceText,
  reasonsOf,
  sentence,
  seriesName,
  sizeText,
  whenText,
} from '../../wording/index.js';
import { plural } from '../figures.js';
import { blank, clean, type Line, line, paragraph, type Tone } from '../layout/index.js';

const TONES: Readonly<Record<HistoryCause, Tone>> = { code: 'bad', platform: 'tied', both: 'bad', unknown: 'warn' };

/** So many changes of one event; a tuning over many memory sizes has one of each metric and size. */
const MOST_CHANGES = 8;

/** What happened when: who moved, by how much, and why that is known. */
export const eventLines = (result: HistoryResult, width: number): Line[] =>
  result.events.flatMap((event) => [...oneEvent(result, event, width), blank]);

function oneEvent(result: HistoryResult, event: HistoryEvent, width: number): Line[] {
  const code = codeText(result, event);
  const where = result.settings.length > 1 ? ` (${result.settings[event.setting]?.label ?? ''})` : '';
  const came = code === undefined ? '' : `, code ${code}`;
  const title = `${sentence(`${causeText(event.cause)} ${whenText(result, event)}`).slice(0, -1)}${came}${where}`;
  const changes = changesIn(result, event);
  const shown = changes.slice(0, MOST_CHANGES);
  const more = changes.length - shown.length;
  return [
    ...paragraph(clean(title), width, TONES[event.cause], '● '),
    ...shown.flatMap((it) =>
      paragraph(clean(`${seriesName(result, it.series)}: ${sizeText(it)}; ${evidenceText(it)}`), width, 'plain', '  '),
    ),
    ...(more === 0 ? [] : [line(`  and ${plural(more, 'smaller change')}`, 'quiet')]),
    ...reasonsOf(result, event).flatMap((reason) => paragraph(clean(reason), width, 'quiet', '  why: ')),
  ];
}
