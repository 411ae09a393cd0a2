import type { Result } from '../../../analysis/index.js';
import {
  currentSentence,
  type Exploration,
  placeName,
  regretSentence,
  sentence,
  sortedWarnings,
  stoppedText,
  undecidedSentence,
} from '../../wording/index.js';
import { blank, clean, type Line, paragraph, type Tone } from '../layout/index.js';
import { frontierTable } from './frontier-table.js';
import { wantedText } from './middle.js';
import { picture } from './picture.js';

/** What to take, how much worse than the best it may be, what is undecided; or why nothing can be taken. */
export function explorationVerdict(result: Result, exploration: Exploration, width: number): Line[] {
  const said = (text: string | undefined, tone: Tone, lead: string): Line[] =>
    text === undefined ? [] : paragraph(clean(text), width, tone, lead);
  const { decision } = exploration;
  const { recommendation } = result;
  const { whyNothing } = sortedWarnings(result);
  const chosen = decision?.chosen ?? null;
  const reason = recommendation?.reason ?? (chosen === null ? undefined : `${placeName(result, chosen)} is chosen.`);
  const answer =
    reason !== undefined
      ? said(reason, 'good', '★ ')
      : [
          ...said(sentence(whyNothing?.message ?? 'nothing is recommended'), 'bad', '✗ '),
          ...said(whyNothing?.hint, 'plain', '  → '),
        ];
  return [
    ...answer,
    ...said(regretSentence(result, exploration), decision?.isDecided === true ? 'plain' : 'warn', '  '),
    ...said(currentSentence(result, exploration), 'plain', '  '),
    ...said(undecidedSentence(result, exploration), 'warn', '━ '),
    ...said(stoppedText(exploration), 'plain', '  '),
    ...said(wantedText(result, exploration), 'quiet', '  '),
  ];
}

/** So high is the curve in a summary, which has no lower end. */
const PICTURE_HEIGHT = 16;
/** In a summary of this width and more; a narrow one has the table alone. */
const PICTURE_WIDTH = 60;

/** The curve as far as the terminal can draw it, the frontier, and what contradicted the belief. */
export function explorationFigures(result: Result, { goal, decision }: Exploration, width: number): Line[] {
  if (decision === undefined) return [];
  const known = { goal, decision };
  const drawn =
    width < PICTURE_WIDTH ? undefined : picture(result, known, { isOver: true }, { width, height: PICTURE_HEIGHT });
  const belief = [
    ...paragraph(decision.shape === '' ? '' : `Believed: ${clean(decision.shape)}.`, width, 'quiet'),
    ...decision.doubts.flatMap((it) => paragraph(clean(it), width, 'warn', '? ')),
  ];
  return [
    ...(drawn === undefined ? [] : drawn),
    ...belief,
    ...(drawn === undefined && belief.length === 0 ? [] : [blank]),
    ...frontierTable(result, known, width),
  ];
}
