import type { LoadArm, LoadResult } from '../../../../analysis/index.js';
import { armName, type LoadCell, type LoadRow, loadNote, loadRole, loadRowsOf } from '../../../wording/index.js';
import { blank, clean, displayWidth, fit, type Line, line, paragraph } from '../../layout/index.js';
import type { Footnotes } from '../../summary/footnotes.js';

const GAP = '  ';
const GROUP_WIDTH = 13;
const LABEL_WIDTH = 9;
const KEY_WIDTH = GROUP_WIDTH + LABEL_WIDTH;
const NARROWEST = 12;

/** One figure as its lines: the value, and below it its interval or the footnote that says why there is none. */
function cellLines(cell: LoadCell | null, row: LoadRow, notes: Footnotes): readonly string[] {
  if (cell === null) return ['—'];
  const { value, interval, note = '' } = cell;
  if (row.group === 'Environments') return [clean(value), clean(note)].filter((it) => it !== '');
  const marked = note === '' ? clean(value) : `${clean(value)} ${notes.mark(clean(loadNote(note)))}`;
  return [marked, ...(interval === undefined ? [] : [clean(interval.replace(/ to \$?/, '–'))])];
}

/** Memory sizes side by side, a row for each figure; more sizes than there is room for get a table below. */
export function sizeColumns(result: LoadResult, notes: Footnotes, width: number): Line[] {
  const rows = loadRowsOf(result.arms.map(({ total }) => total));
  const cells = result.arms.map((arm) => rows.map((row) => cellLines(row.cell(arm.total), row, notes)));
  const names = result.arms.map((arm) => nameOf(result, arm));
  const column = Math.max(NARROWEST, ...names.map(displayWidth), ...cells.flat(2).map(displayWidth));
  const each = Math.max(1, Math.floor((width - KEY_WIDTH) / (column + GAP.length)));
  const tables = Math.ceil(result.arms.length / each);
  return Array.from({ length: tables }, (_, table) => {
    const members = names.map((_name, index) => index).slice(table * each, (table + 1) * each);
    const across = (key: string, text: (arm: number) => string): string =>
      (key.padEnd(KEY_WIDTH) + members.map((arm) => GAP + fit(text(arm), column, 'right')).join('')).trimEnd();
    return [
      line(
        across('', (arm) => names[arm] ?? ''),
        'strong',
      ),
      ...rows.flatMap((row, index) => rowLines(row, rows[index - 1], across, (arm) => cells[arm]?.[index] ?? [])),
      blank,
    ];
  }).flat();
}

function rowLines(
  { group, label }: LoadRow,
  before: LoadRow | undefined,
  across: (key: string, text: (arm: number) => string) => string,
  linesOf: (arm: number) => readonly string[],
): Line[] {
  const key = `${(before?.group === group ? '' : group).padEnd(GROUP_WIDTH)}${label}`;
  const below = across('', (arm) => linesOf(arm)[1] ?? '');
  return [line(across(key, (arm) => linesOf(arm)[0] ?? '')), ...(below === '' ? [] : [line(below, 'quiet')])];
}

const MARKS = { picked: '★ ', tied: '≈ ', other: '' } as const;

const nameOf = (result: LoadResult, arm: LoadArm): string =>
  `${MARKS[loadRole(result, arm)]}${clean(armName(result, arm))}`;

export const footnoteLines = (notes: Footnotes, width: number): Line[] =>
  notes.reasons.flatMap((reason, index) => paragraph(reason, width, 'quiet', `[${index + 1}] `));
