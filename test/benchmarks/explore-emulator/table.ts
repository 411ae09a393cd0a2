import { formatMegabytes, formatMilliseconds, formatRatio, formatUsd, milliseconds } from '../../../src/units/index.js';
import type { Run } from './tune.js';
import type { Verdict } from './verdict.js';

/** One exploring run beside the exhaustive one. */
export interface Row {
  readonly scenario: string;
  readonly exhaustive: Run;
  readonly explored: Run;
  readonly verdict: Verdict;
}

const COLUMNS = [
  ...['scenario', 'exhaustive', 'exploring', 'its choice is', 'regret', 'claimed'],
  ...['sizes', 'invocations', 'cost', 'time', 'ended'],
] as const;

/** What each column says, below the table. */
export const LEGEND = [
  'regret: by how much the explorer’s choice is worse than the best one, both by the figures of the exhaustive run',
  'claimed: what the explorer says it is at most; sizes, invocations, cost, time: of the exhaustive run / of exploring',
] as const;

/** A row each run, and each as wide as its widest cell. */
export function tableOf(rows: readonly Row[]): string[] {
  const cells = [COLUMNS, ...rows.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf({ scenario, exhaustive, explored, verdict }: Row): string[] {
  const { exploration } = explored.result;
  const bound = exploration?.regret?.boundRatio;
  const both = (cell: (run: Run) => string): string => `${cell(exhaustive)} / ${cell(explored)}`;
  return [
    ...[scenario, recommended(exhaustive), recommended(explored), verdict.agreement],
    verdict.regretRatio === undefined ? '–' : formatRatio(verdict.regretRatio),
    bound === undefined ? '–' : formatRatio(bound),
    both(({ result }) => String(result.sizes.length)),
    both(({ recording }) => String(recording.measurements.length)),
    both(({ result }) => formatUsd(result.spent.usd)),
    both((run) => formatMilliseconds(milliseconds(elapsedMs(run)))),
    exploration?.stopped ?? '–',
  ];
}

/** With how many others it cannot be told apart. */
function recommended({ result: { recommendation } }: Run): string {
  if (recommendation === null) return 'none';
  const others = recommendation.tiedMemorySizesMB.length - 1;
  return `${formatMegabytes(recommendation.memorySizeMB)}${others === 0 ? '' : ` (+${others})`}`;
}

function elapsedMs({ recording: { header, end } }: Run): number {
  return (end?.at ?? Number.NaN) - Date.parse(header.startedAt);
}
