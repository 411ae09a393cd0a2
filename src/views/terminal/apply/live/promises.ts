import type { ApplyResult, JudgedPromise } from '../../../../analysis/index.js';
import { formatRatio } from '../../../../units/index.js';
import { freshFigure, mostText, promisedText, promiseName } from '../../../wording/index.js';
import { formatCount, NONE } from '../../figures.js';
import {
  type Column,
  columnWidths,
  headingRow,
  type Line,
  line,
  type Tone,
  tableRow,
  totalWidth,
} from '../../layout/index.js';

const MARKS: Readonly<Record<JudgedPromise['verdict'], string>> = { kept: '✓', broken: '✗', open: '·' };
const TONES: Readonly<Record<JudgedPromise['verdict'], Tone>> = { kept: 'good', broken: 'bad', open: 'plain' };

interface LiveColumn extends Column<JudgedPromise> {
  /** Goes first when the terminal is narrow: what was promised is in what still keeps it. */
  readonly isSpare?: true;
}

function columnsOf({ verification: { level } }: ApplyResult): readonly LiveColumn[] {
  const right = { align: 'right', minWidth: 8 } as const;
  return [
    {
      heading: '  Promise',
      align: 'left',
      minWidth: 22,
      cell: (it) => `${MARKS[it.verdict]} ${promiseName(it.promise)}`,
    },
    { ...right, heading: 'Promised', cell: ({ promise }) => promisedText(promise), isSpare: true },
    { ...right, heading: 'Kept by', cell: ({ promise }) => mostText(promise) },
    { ...right, heading: 'Measured', cell: (it) => freshFigure(it)?.value ?? NONE },
    {
      heading: level === undefined ? 'interval' : `${formatRatio(level)} interval`,
      align: 'left',
      minWidth: 18,
      cell: (it) => freshFigure(it)?.interval ?? (it.fresh === null ? '' : 'no interval'),
    },
    { ...right, minWidth: 4, heading: 'n', cell: ({ fresh }) => (fresh === null ? '' : formatCount(fresh.n)) },
  ];
}

/** Between two looks nothing is decided, however it stands: who stops where it looks well decides by chance. */
const isLookedAt = ({ apply, verification: { blocks, promises } }: ApplyResult): boolean =>
  promises.length > 0 && apply.looksAtBlocks.includes(blocks);

/** Each promise beside what was measured of it afresh so far; before the first block, what was promised. */
export function promiseTable(result: ApplyResult, width: number): Line[] {
  const { promises } = result.verification;
  const known: readonly JudgedPromise[] =
    promises.length > 0
      ? promises
      : result.apply.promises.map((promise) => ({ promise, verdict: 'open', fresh: null }));
  const shown = isLookedAt(result) ? known : known.map((it): JudgedPromise => ({ ...it, verdict: 'open' }));
  const all = columnsOf(result);
  const fits = totalWidth(columnWidths(all, shown)) <= width;
  const columns = fits ? all : all.filter(({ isSpare }) => isSpare !== true);
  const widths = columnWidths(columns, shown);
  return [
    line(headingRow(columns, widths), 'quiet'),
    ...shown.map((it) => line(tableRow(columns, widths, it), TONES[it.verdict])),
  ];
}
