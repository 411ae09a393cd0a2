import type { CheckFinding, CheckResult } from '../../../analysis/index.js';
import {
  type CheckFigure,
  countsText,
  findingName,
  findingsOf,
  limitsText,
  METRIC_HEADINGS,
  medianFigure,
  percentFigure,
  sentence,
  shiftFigure,
} from '../../wording/index.js';
import { plain } from '../escape.js';
import { shortly } from './clipped.js';
import { table } from './table.js';
import { VERDICT_ICONS } from './verdict-icons.js';

const HEADINGS = ['', 'Metric', 'Base', 'Head', 'Shift', '', 'n', 'Limits'] as const;
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
  const rows = findings
    .slice(0, MOST_ROWS)
    .map((it) => [
      `${VERDICT_ICONS[it.verdict]} ${it.verdict}`,
      isOneSize ? METRIC_HEADINGS[it.metric] : findingName(it),
      figureText(medianFigure(it, 'base')),
      figureText(medianFigure(it, 'head')),
      figureText(percentFigure(it), it.verdict === 'unchanged' ? '' : '**'),
      figureText(shiftFigure(it)),
      countsText(it),
      limitsText(it),
    ]);
  const more = findings.length - rows.length;
  return (
    table(HEADINGS, rows) + (more === 0 ? '' : `\n\n${more.toLocaleString('en-US')} more are in the page and the JSON.`)
  );
}

function figureText({ value, interval, note }: CheckFigure, emphasis = ''): string {
  if (value === '—') return value;
  const shown = `${emphasis}${value}${emphasis}`;
  if (interval !== undefined) return `${shown} [${interval}]`;
  return note === undefined ? shown : `${shown} [–]`;
}

/** What the brackets hold, and why some hold nothing. */
function legend(findings: readonly CheckFinding[]): string {
  const notes = findings.flatMap((it) =>
    [medianFigure(it, 'base'), medianFigure(it, 'head'), percentFigure(it)].flatMap(({ note }) => note ?? []),
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
