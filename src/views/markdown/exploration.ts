import type { Result } from '../../analysis/index.js';
import type { CurvePoint, Decision } from '../../curve/index.js';
import { formatRatio } from '../../units/index.js';
import {
  type BandedFigure,
  bandText,
  confidenceText,
  type Exploration,
  figureOf,
  formatQuantity,
  frontierPoints,
  headed,
  isPredicted,
  placeName,
  type Quantity,
  regretSentence,
  roleOfPlace,
  sentence,
  stoppedText,
  undecidedSentence,
} from '../wording/index.js';
import { plain } from './escape.js';

/** More rows than these are folded away with the curve. */
const MOST_PREDICTED = 6;

/** How safe the choice is, what is undecided, and why measuring ended. */
export function regretLines(result: Result, exploration: Exploration): string[] {
  const parts = [
    regretSentence(result, exploration),
    undecidedSentence(result, exploration),
    stoppedText(exploration),
  ].flatMap((it) => (it === undefined ? [] : [plain(it)]));
  return parts.length === 0 ? [] : [parts.join(' ')];
}

/** The frontier; then what contradicted the belief; then the whole curve, folded. */
export function explorationBlocks(result: Result, exploration: Exploration): string[] {
  const { decision } = exploration;
  if (decision === undefined || decision.curve.length === 0) return [];
  const known = { ...exploration, decision };
  const rows = frontierPoints(decision, MOST_PREDICTED);
  const measured = decision.curve.filter((it) => !isPredicted(it)).length;
  return [
    '**Frontier, from cheap to fast**: no size beats one of these in both',
    table(result, known, rows),
    legend(known),
    ...doubts(decision),
    [
      `<details><summary>The whole curve: ${measured} sizes measured, ${decision.curve.length - measured} predicted</summary>`,
      '',
      table(result, known, decision.curve),
      '',
      '</details>',
    ].join('\n'),
    '**Measured sizes**',
  ];
}

function table(
  result: Result,
  { decision }: Exploration & { readonly decision: Decision },
  points: readonly CurvePoint[],
): string {
  const isLimited = decision.curve.some(({ chanceMeets }) => chanceMeets !== undefined);
  const headings = [
    'Memory size',
    'n warm',
    headed(result, 'Cost per million'),
    headed(result, 'Duration, warm, mean'),
    ...(isLimited ? ['Chance it meets the limit'] : []),
    'Chance it is best',
  ];
  const row = (point: CurvePoint): string[] => [
    `${plain(placeName(result, point))}${standing(decision, point)}`,
    isPredicted(point) ? '*predicted*' : String(point.n),
    cell(figureOf(point, 'cost'), 'cost'),
    cell(figureOf(point, 'duration'), 'duration'),
    ...(isLimited ? [point.chanceMeets === undefined ? '–' : formatRatio(point.chanceMeets)] : []),
    formatRatio(point.chanceBest),
  ];
  const lines = [headings, [':--', ...headings.slice(1).map(() => '--:')], ...points.map(row)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function standing(decision: Decision, point: CurvePoint): string {
  const role = roleOfPlace(decision, point);
  if (role === 'other') return '';
  return role === 'recommended' ? ', **recommended**' : ', tied';
}

const cell = (figure: BandedFigure, quantity: Quantity): string =>
  `${formatQuantity(quantity)(figure.mean)} [${bandText(figure, quantity)}]`;

function legend(exploration: Exploration & { readonly decision: Decision }): string {
  const { shape } = exploration.decision;
  const believed = shape === '' ? '' : ` Believed: ${plain(sentence(shape))}`;
  return `<sub>In brackets the ${confidenceText(exploration)} band. *predicted*: not measured; read off the curve through the measured sizes.${believed}</sub>`;
}

const doubts = ({ doubts: all }: Decision): string[] =>
  all.length === 0
    ? []
    : ['**Where measurements contradicted what was believed**', all.map((it) => `- ${plain(sentence(it))}`).join('\n')];
