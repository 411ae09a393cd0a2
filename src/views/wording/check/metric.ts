import { type CheckFinding, formatMetric, METRIC_NAMES } from '../../../analysis/index.js';
import { type CheckMetric, formatMegabytes, formatUsd } from '../../../units/index.js';

type Unit = CheckFinding['unit'];

/** As a heading or at the beginning of a row; AWS's words where it has any. */
export const METRIC_HEADINGS = Object.fromEntries(
  Object.entries(METRIC_NAMES).map(([metric, name]) => [metric, name.charAt(0).toUpperCase() + name.slice(1)]),
) as Readonly<Record<CheckMetric, string>>;

/** A figure of a metric as a difference, with its sign: `+39.8 ms`. */
export const metricChange = (unit: Unit, value: number): string =>
  `${value > 0 ? '+' : ''}${formatMetric(unit, value)}`;

/** `5 % and 5 ms`: what a rise has to be past. */
export const limitsText = ({ limits, unit }: CheckFinding): string =>
  limitPair(unit, limits.relativePercent, limits.absolute);

export const limitPair = (unit: Unit, relativePercent: number, absolute: number): string =>
  `${Number(relativePercent.toFixed(2))} % and ${plainly(unit, absolute)}`;

/** What the user typed, as it was typed: `5 ms`, not `5.00 ms`. */
function plainly(unit: Unit, value: number): string {
  if (unit === 'USD') return formatUsd(value);
  return `${value.toLocaleString('en-US', { maximumFractionDigits: 3 })} ${unit}`;
}

/** `Init Duration at 512 MB`; the code has the same size at any. */
export const findingName = ({ metric, memorySizeMB }: Pick<CheckFinding, 'metric' | 'memorySizeMB'>): string =>
  metric === 'packageSize' ? METRIC_HEADINGS[metric] : `${METRIC_HEADINGS[metric]} at ${formatMegabytes(memorySizeMB)}`;

export interface FindingGroup {
  /** `512 MB`; `Code` of what no memory size changes. */
  readonly name: string;
  readonly findings: readonly CheckFinding[];
}

/** By memory size; what is the same at all of them stands by itself where there is more than one. */
export function findingGroups(findings: readonly CheckFinding[]): FindingGroup[] {
  const sizes = [...new Set(findings.map(({ memorySizeMB }) => memorySizeMB))];
  const isApart = sizes.length > 1;
  const exact = findings.filter(({ isExact }) => isApart && isExact);
  const groups = sizes.map((size) => ({
    name: formatMegabytes(size),
    findings: findings.filter((it) => it.memorySizeMB === size && !exact.includes(it)),
  }));
  return [...groups, { name: 'Code', findings: exact }].filter((group) => group.findings.length > 0);
}
