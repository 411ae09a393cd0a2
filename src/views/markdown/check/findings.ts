import type { CheckFinding, CheckResult } from '../../../analysis/index.js';
import {
  type CheckFigure,
  countsText,
  findingName,
  findingsOf,
  METRIC_HEADINGS,
  medianFigure,
  percentFigure,
  sentence,
  shiftFigure,
} from '../../wording/index.js';
import { plain } from '../escape.js';
import { shortly } from './clipped.js';
import { cell, table } from './table.js';
import { VERDICT_ICONS } from './verdict-icons.js';

const HEADINGS = ['Metric', 'Base', 'Head', 'Shift', '', 'n'] as const;
/** More rows than this are for the page. */
const MOST_ROWS = 40;
const MOST_REASONS = 10;
/** Of all verdicts together: these need no folding. */
const FEW = 7;

/** What is not unchanged in a table, and what is unchanged folded away where there is more to see. */
export function findingBlocks(result: CheckResult): string[] {
  const { findings } = result;
  if (findings.length === 0) return [];
  const unchanged = findings.filter(({ verdict }) => verdict === 'unchanged');
  const others = findingsOf(result, 'regressed', 'inconclusive', 'improved');
  const isFolded = findings.length > FEW && unchanged.length > 0;
  const open = isFolded ? others : [...others, ...unchanged];
  return [
    ...(open.length === 0 ? [] : [findingTable(result, open)]),
    ...(isFolded ? [folded(`${unchanged.length} unchanged`, findingTable(result, unchanged))] : []),
    legend(findings),
    ...reasons(result, others),
  ];
}

const folded = (summary: string, content: string): string =>
  `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;

function findingTable({ check }: CheckResult, findings: readonly CheckFinding[]): string {
  const isOneSize = check.memorySizesMB.length === 1;
  const rows = findings.slice(0, MOST_ROWS).map((it) => rowOf(it, isOneSize));
  const more = findings.length - rows.length;
  return (
    table(HEADINGS, rows) + (more === 0 ? '' : `\n\n${more.toLocaleString('en-US')} more are in the page and the JSON.`)
  );
}

const rowOf = (finding: CheckFinding, isOneSize: boolean): string[] => {
  const { verdict, metric } = finding;
  const name = isOneSize ? METRIC_HEADINGS[metric] : findingName(finding);
  return [
    cell(`${VERDICT_ICONS[verdict]} ${name}`, verdict),
    figureCell(medianFigure(finding, 'base'), { isShift: false }),
    figureCell(medianFigure(finding, 'head'), { isShift: false }),
    figureCell(percentFigure(finding), { isShift: true, isBold: verdict !== 'unchanged' }),
    figureCell(shiftFigure(finding), { isShift: true }),
    cell(countsText(finding)),
  ];
};

interface Manner {
  /** May be below zero, and has a sign. */
  readonly isShift: boolean;
  readonly isBold?: boolean;
}

/** A figure above, its interval below: side by side they would make a comment wider than GitHub shows. */
function figureCell({ value, interval, note }: CheckFigure, { isShift, isBold = false }: Manner): string {
  if (value === '—') return value;
  const shown = isBold ? `**${value}**` : value;
  if (interval !== undefined) return cell(shown, `[${isShift ? interval : interval.replace(/ to \$?/, '–')}]`);
  return note === undefined ? cell(shown) : cell(shown, '[–]');
}

/** What the brackets hold, and why some hold nothing. */
function legend(findings: readonly CheckFinding[]): string {
  const notes = findings.flatMap((it) =>
    [medianFigure(it, 'base'), medianFigure(it, 'head'), percentFigure(it)].flatMap(({ value, note }) =>
      note === undefined || value === '—' ? [] : [note],
    ),
  );
  const why = [...new Set(notes)].map((it) => shortly(it));
  const missing = why.length === 0 ? '' : `, – where there is none (${why.join('; ')})`;
  return `<sub>Medians and shifts, in brackets the 95 % interval${missing}. n: cold starts of base / head. A change counts past both limits; a package has its exact size.</sub>`;
}

/** The headline has said one of them already. */
function reasons(result: CheckResult, findings: readonly CheckFinding[]): string[] {
  const others = findings.filter(({ reason }) => !result.reason.startsWith(reason));
  const lines = others
    .slice(0, MOST_REASONS)
    .map((it) => `- ${VERDICT_ICONS[it.verdict]} ${shortly(sentence(it.reason), 500)}`);
  const more = others.length - lines.length;
  if (more > 0) lines.push(`- ${plain(`and ${more} more`)}`);
  return lines.length === 0 ? [] : [lines.join('\n')];
}
