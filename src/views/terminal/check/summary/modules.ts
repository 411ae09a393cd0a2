import type { CheckExplanation, CheckResult, ModuleChange } from '../../../../analysis/index.js';
import {
  broughtByText,
  explanationNotes,
  explanationText,
  type LoadedModule,
  moduleBytesText,
  moduleCountText,
  moduleOwnText,
  moduleRangeText,
  moduleShareText,
  moduleSign,
  moduleTotalText,
  sentence,
  slowestLoads,
} from '../../../wording/index.js';
import { blank, type Column, clean, type Line, line, paragraph } from '../../layout/index.js';
import { harmless } from '../harmless.js';
import { namedTable } from './named-table.js';

/** The others explain little, and are in the page. */
const MOST_ROWS = 10;
/** Beside what changed, what takes longest anyway is of less interest. */
const FEW_ROWS = 5;
/** What a narrow terminal has: the name, and what matters most of it. */
const FEWEST_COLUMNS = 5;

const column = <Row>(heading: string, cell: (it: Row) => string, align: 'left' | 'right'): Column<Row> => ({
  heading,
  minWidth: 5,
  align,
  cell,
});

const CHANGES: readonly Column<ModuleChange>[] = [
  column('Loaded', (it) => `${moduleSign(it)} ${harmless(it.name)}`, 'left'),
  column('Total', moduleTotalText, 'right'),
  column('Own', moduleOwnText, 'right'),
  column('Own, range', moduleRangeText, 'right'),
  column('Share', moduleShareText, 'right'),
  column('Size', moduleBytesText, 'right'),
  column('Brought by', (it) => harmless(broughtByText(it)), 'left'),
  column('Modules', moduleCountText, 'right'),
];

const LOADS: readonly Column<LoadedModule>[] = [
  column('Module', ({ name }) => harmless(name), 'left'),
  column('Own', ({ own }) => own, 'right'),
  column('Own, range', ({ range }) => range, 'right'),
  column('Total', ({ total }) => total, 'right'),
  column('Size', ({ bytes }) => bytes, 'right'),
  column('Asked for by', ({ by }) => harmless(by), 'left'),
];

/** Why it got slower: which modules came, went or changed, those that explain most first; and what takes longest anyway. */
export function moduleLines(result: CheckResult, width: number): Line[] {
  const lines = result.explanations.flatMap((it) => [
    ...changeLines(result, it, width),
    ...loadLines(it, width),
    ...noteLines(it, width),
  ]);
  if (lines.length > 0 || result.unexplained === undefined) return lines;
  return [...paragraph(sentence(harmless(`Not explained: ${result.unexplained}`)), width, 'quiet'), blank];
}

function changeLines(result: CheckResult, explanation: CheckExplanation, width: number): Line[] {
  const { changes } = explanation;
  if (result.isSelf) return [];
  const shown = changes.slice(0, MOST_ROWS);
  const more = changes.length - shown.length;
  const toneOf = ({ changeMs }: ModuleChange) => (changeMs > 0 ? 'plain' : 'good');
  return [
    ...paragraph(sentence(clean(explanationText(result, explanation))), width, 'strong'),
    ...(shown.length === 0 ? [] : namedTable(CHANGES, shown, { width, fewest: FEWEST_COLUMNS, toneOf })),
    ...(more === 0 ? [] : [line(`… and ${more.toLocaleString('en-US')} more in the page`, 'quiet')]),
    blank,
  ];
}

function loadLines(explanation: CheckExplanation, width: number): Line[] {
  const found = slowestLoads(explanation, explanation.changes.length === 0 ? MOST_ROWS : FEW_ROWS);
  if (found === undefined) return [];
  return [
    ...paragraph(sentence(found.text), width, 'strong'),
    ...namedTable(LOADS, found.modules, { width, fewest: FEWEST_COLUMNS, toneOf: () => 'plain' }),
    blank,
  ];
}

/** Of the tables above, so without a gap. */
const noteLines = (explanation: CheckExplanation, width: number): Line[] => [
  ...explanationNotes(explanation).flatMap((it) => paragraph(harmless(it), width, 'quiet')),
  blank,
];
