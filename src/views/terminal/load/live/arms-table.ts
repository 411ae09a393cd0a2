import type { LiveArmFigures, LiveLoadFigures } from '../../../../analysis/index.js';
import { formatMegabytes, formatUsd } from '../../../../units/index.js';
import { rateText } from '../../../wording/index.js';
import { formatCount, NONE } from '../../figures.js';
import { type Column, columnWidths, headingRow, type Line, line, tableRow } from '../../layout/index.js';
import { percentileText } from './histogram.js';
import { areStartsKnown } from './starts-known.js';

const column = (
  heading: string,
  minWidth: number,
  cell: (arm: LiveArmFigures) => string,
  align: Column<LiveArmFigures>['align'] = 'right',
): Column<LiveArmFigures> => ({ heading, minWidth, cell, align });

/** `1,024 MB`; a URL has none. */
export const liveArmName = ({ memorySizeMB, architecture }: LiveArmFigures, { header }: LiveLoadFigures): string => {
  if (memorySizeMB === null) return header.load.via.origin ?? 'the URL';
  const both = header.load.architectures.length > 1 && architecture !== null ? ` ${architecture}` : '';
  return `${formatMegabytes(memorySizeMB)}${both}`;
};

const COLUMNS: readonly Column<LiveArmFigures>[] = [
  column('Rate', 7, ({ meanAnsweredPerSecond: it }) => (it === null ? NONE : rateText(it))),
  column('p50', 7, ({ latency }) => percentileText(latency.p50)),
  column('p99', 7, ({ latency }) => percentileText(latency.p99)),
  column('Cold', 4, (arm) => (areStartsKnown(arm) ? formatCount(arm.cold) : NONE)),
  column('Thr.', 4, ({ counts }) => formatCount(counts.throttled)),
  column('Failed', 6, ({ counts }) => formatCount(counts.failed - counts.throttled)),
  column('Cost', 9, ({ cost }) => (cost === null ? NONE : formatUsd(cost.usd))),
];

/** Memory sizes that are done, for comparison with the one that goes on: the newest, as many as there is room for. */
export function armsTable(figures: LiveLoadFigures, room: number): Line[] {
  const ended = figures.arms.filter((arm) => arm !== figures.current);
  const last = ended.at(-1);
  if (room < 1 || last === undefined) return [];
  if (room === 1) return [line(inOneLine(last, figures), 'quiet')];
  const shown = ended.slice(Math.max(0, ended.length - (room - 1)));
  const columns = [column('Before', 10, (arm) => liveArmName(arm, figures), 'left'), ...COLUMNS];
  const widths = columnWidths(columns, shown);
  return [line(headingRow(columns, widths), 'quiet'), ...shown.map((arm) => line(tableRow(columns, widths, arm)))];
}

function inOneLine(arm: LiveArmFigures, figures: LiveLoadFigures): string {
  const { meanAnsweredPerSecond: rate, latency, cold, counts } = arm;
  const times = `p50 ${percentileText(latency.p50)} p99 ${percentileText(latency.p99)}`;
  const failed = counts.failed - counts.throttled;
  const starts = [
    areStartsKnown(arm) ? `${formatCount(cold)} cold` : 'cold not known',
    ...(counts.throttled === 0 ? [] : [`${formatCount(counts.throttled)} throttled`]),
    ...(failed === 0 ? [] : [`${formatCount(failed)} failed`]),
  ];
  return `Before ${liveArmName(arm, figures)}${rate === null ? '' : ` ${rateText(rate)}`} ${times}, ${starts.join(', ')}`;
}
