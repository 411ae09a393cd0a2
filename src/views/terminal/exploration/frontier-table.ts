import type { Result } from '../../../analysis/index.js';
import type { CurvePoint, Decision } from '../../../curve/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio, formatUsd } from '../../../units/index.js';
import {
  type BandedFigure,
  confidenceText,
  type Exploration,
  frontierPoints,
  headed,
  isPredicted,
  type Role,
  roleOfPlace,
} from '../../wording/index.js';
import { formatCount, formatSpan, formatUsdSpan, NONE } from '../figures.js';
import {
  blank,
  type Column,
  columnWidths,
  fit,
  GAP_WIDTH,
  headingRow,
  type Line,
  line,
  paragraph,
  type Tone,
  tableRow,
  totalWidth,
} from '../layout/index.js';
import { pack } from '../summary/pack.js';

/** More rows than a screen has are not read; of what was measured none is left out. */
const MOST_PREDICTED = 8;

interface Group {
  readonly title: string;
  readonly columns: readonly Column<CurvePoint>[];
  readonly optional: boolean;
}

const SYMBOLS: Readonly<Record<Role, string>> = { recommended: '★', tied: '≈', other: ' ' };
const TONES: Readonly<Record<Role, Tone>> = { recommended: 'good', tied: 'tied', other: 'plain' };

const column = (
  heading: string,
  minWidth: number,
  cell: (point: CurvePoint) => string,
  align: Column<CurvePoint>['align'] = 'right',
): Column<CurvePoint> => ({ heading, minWidth, cell, align });

function keyColumns(decision: Decision, result: Result): Column<CurvePoint>[] {
  const label = (it: CurvePoint): string =>
    `${SYMBOLS[roleOfPlace(decision, it)]} ${formatMegabytes(it.memorySizeMB).padStart(8)}`;
  return [
    column('  Memory', 11, label, 'left'),
    ...(result.scenario.architectures.length > 1 ? [column('Arch', 6, (it) => it.architecture)] : []),
    column('n', 9, (it) => (isPredicted(it) ? 'predicted' : formatCount(it.n))),
  ];
}

const figureColumns = (
  confidence: string,
  of: (point: CurvePoint) => BandedFigure,
  one: (value: number) => string,
  span: (low: number, high: number) => string,
): Column<CurvePoint>[] => [
  column('mean', 7, (it) => one(of(it).mean)),
  column(`${confidence} band`, 13, (it) => span(of(it).low, of(it).high), 'left'),
];

function groupsOf(result: Result, exploration: Exploration & { readonly decision: Decision }): Group[] {
  const confidence = confidenceText(exploration);
  const group = (title: string, columns: Column<CurvePoint>[], optional = false): Group => ({
    title,
    columns,
    optional,
  });
  const chance = (of: (point: CurvePoint) => number | undefined) => (point: CurvePoint) => {
    const ratio = of(point);
    return ratio === undefined ? NONE : formatRatio(ratio);
  };
  const isLimited = exploration.decision.curve.some(({ chanceMeets }) => chanceMeets !== undefined);
  return [
    group(
      headed(result, 'Cost of a million'),
      figureColumns(confidence, (it) => it.costPerMillionUsd, formatUsd, formatUsdSpan),
    ),
    group(
      headed(result, 'Duration, warm'),
      figureColumns(confidence, (it) => it.durationMs, formatMilliseconds, formatSpan),
    ),
    ...(isLimited
      ? [
          group('Chance', [
            column(
              'it meets',
              8,
              chance((it) => it.chanceMeets),
            ),
          ]),
        ]
      : []),
    group(
      'Chance',
      [
        column(
          'it is best',
          10,
          chance((it) => it.chanceBest),
        ),
      ],
      true,
    ),
  ];
}

/**
 * The sizes that no other one beats in both cost and duration, from cheap to fast. What is predicted says so where others
 * have their n. Narrow terminals get more tables, not fewer figures.
 */
export function frontierTable(
  result: Result,
  exploration: Exploration & { readonly decision: Decision },
  width: number,
): Line[] {
  const { decision } = exploration;
  const rows = frontierPoints(decision, MOST_PREDICTED);
  if (rows.length === 0) return [];
  const key = keyColumns(decision, result);
  const keyWidths = columnWidths(key, rows);
  const parts = groupsOf(result, exploration).map((group) => {
    const widths = columnWidths(group.columns, rows);
    return { ...group, widths, width: Math.max(group.title.length, totalWidth(widths)) };
  });
  const gap = ' '.repeat(GAP_WIDTH);
  const tables = pack(
    parts.map((part) => ({ width: GAP_WIDTH + part.width, optional: part.optional })),
    width - totalWidth(keyWidths),
  ).map((members) => parts.filter((_, index) => members.includes(index)));
  return [
    ...paragraph('Frontier, from cheap to fast: no size beats one of these in both.', width, 'strong'),
    ...tables.flatMap((groups) => {
      const across = (start: string, cell: (part: (typeof parts)[number]) => string): string =>
        [start, ...groups.map((part) => fit(cell(part), part.width, 'left'))].join(gap);
      return [
        line(
          across(' '.repeat(totalWidth(keyWidths)), ({ title }) => title),
          'strong',
        ),
        line(
          across(headingRow(key, keyWidths), ({ columns, widths }) => headingRow(columns, widths)),
          'quiet',
        ),
        ...rows.map((row) =>
          line(
            across(tableRow(key, keyWidths, row), ({ columns, widths }) => tableRow(columns, widths, row)),
            isPredicted(row) ? 'quiet' : TONES[roleOfPlace(decision, row)],
          ),
        ),
        blank,
      ];
    }),
  ];
}
