import { type Result, type SizeResult, sizeName } from '../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatUsd } from '../../units/index.js';
import {
  atLimitOf,
  type Estimate,
  explorationOf,
  failureText,
  headed,
  isMonthly,
  limitedPercentile,
  meanOf,
  medianOf,
  noteOf,
  p99Of,
  roleOf,
  shortNote,
  simulatedShareText,
  sizeNotes,
  spanText,
} from '../wording/index.js';
import { plain } from './escape.js';

const HEADINGS = [
  'Memory size',
  'n cold / warm',
  'Duration, median',
  'p99',
  'Init, median',
  'Max memory used',
  'Cost per million',
];

/** Of what no simulated time is in. */
const UNTOUCHED: ReadonlySet<string> = new Set(['Memory size', 'n cold / warm', 'Max memory used']);

/** The figures a reviewer asks for, with their 95 % intervals; the report has the rest. */
export function sizeTable(result: Result): string {
  const own = strategyColumns(result);
  const headings = [...HEADINGS, ...own.map(({ heading }) => heading)].map((it) =>
    UNTOUCHED.has(it) ? it : headed(result, it),
  );
  const rows = [headings, [':--', ...headings.slice(1).map(() => '--:')], ...result.sizes.map((it) => row(result, it))];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return [table, legend(result), ...simulatedShares(result), ...besides(result), ...failures(result)].join('\n\n');
}

/** In the order of the headings. */
const FIGURES: readonly ((size: SizeResult) => Estimate | null)[] = [
  ({ warm }) => warm.durationMs && medianOf(warm.durationMs),
  ({ warm }) => warm.durationMs && p99Of(warm.durationMs),
  ({ cold }) => cold.initDurationMs && medianOf(cold.initDurationMs),
];
const costOf = ({ costPerMillionUsd }: SizeResult): Estimate | null => costPerMillionUsd && meanOf(costPerMillionUsd);

interface StrategyColumn {
  readonly heading: string;
  readonly format: (value: number) => string;
  readonly of: (size: SizeResult) => Estimate | null;
}

/** What the strategy alone chooses by, where no other run has it. */
function strategyColumns(result: Result): StrategyColumn[] {
  const percentile = limitedPercentile(result);
  return [
    ...(isMonthly(result)
      ? [
          {
            heading: 'Cost per month',
            format: formatUsd,
            of: ({ costPerMonthUsd: it }: SizeResult) => (it ? meanOf(it) : null),
          },
        ]
      : []),
    ...(percentile === undefined
      ? []
      : [
          {
            heading: `${percentile} of all starts`,
            format: formatMilliseconds,
            of: ({ allStarts: it }: SizeResult) => (it ? atLimitOf(it) : null),
          },
        ]),
  ];
}

const row = (result: Result, size: SizeResult): string[] => [
  `${plain(sizeName(result, size))}${stateText(result, size)}`,
  `${size.cold.n} / ${size.warm.n}${disturbedText(size)}`,
  ...FIGURES.map((figureOf) => cell(formatMilliseconds, figureOf(size))),
  size.maxMemoryUsedMB === null ? '–' : formatMegabytes(size.maxMemoryUsedMB),
  cell(formatUsd, costOf(size)),
  ...strategyColumns(result).map(({ format, of }) => cell(format, of(size))),
];

function stateText(result: Result, size: SizeResult): string {
  const role = roleOf(result, size);
  const states = [
    ...(role === 'recommended' ? ['**recommended**'] : []),
    ...(role === 'tied' ? ['tied'] : []),
    ...(size.status === 'measured' ? [] : [size.status]),
    ...(size.capped ? ['capped'] : []),
  ];
  return states.length === 0 ? '' : `, ${states.join(', ')}`;
}

/** Left out of n, as the host disturbed them. */
const disturbedText = ({ cold, warm }: SizeResult): string =>
  cold.disturbed + warm.disturbed === 0 ? '' : `, disturbed ${cold.disturbed} / ${warm.disturbed}`;

function cell(format: (value: number) => string, estimate: Estimate | null): string {
  if (estimate === null) return '–';
  const { value, evidence } = estimate;
  return `${format(value)} [${'note' in evidence ? '–' : spanText(format, evidence.low, evidence.high)}]`;
}

/** Why intervals are missing, each reason once. */
function legend(result: Result): string {
  // Sizes that an explorer visits differ in their n, which stands in the row: the reason need not be given for each.
  const worded = explorationOf(result) === undefined ? (note: string) => note : shortNote;
  const notes = result.sizes.flatMap((size) =>
    [...FIGURES, costOf, ...strategyColumns(result).map(({ of }) => of)].flatMap((figureOf) => {
      const estimate = figureOf(size);
      return (estimate && noteOf(estimate)) ?? [];
    }),
  );
  const reasons = [...new Set(notes.map(worded))].map(plain);
  return `<sub>In brackets the 95 % interval; – where there is none${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}.</sub>`;
}

/** How much of the figures to take off again. */
function simulatedShares(result: Result): string[] {
  const lines = result.sizes.flatMap((size) => {
    const text = simulatedShareText(size);
    return text === undefined ? [] : [`- ${plain(`${sizeName(result, size)} ${text}`)}`];
  });
  return lines.length === 0 ? [] : ['**Simulated**', lines.join('\n')];
}

/** What has no column of its own. */
function besides(result: Result): string[] {
  const lines = result.sizes.flatMap((size) =>
    sizeNotes(size).map((it) => `- ${plain(`${sizeName(result, size)}: ${it}`)}`),
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** Below the table, as a row has no room for somebody's error message. */
function failures(result: Result): string[] {
  const lines = result.sizes.flatMap((size) =>
    size.failures.map((failure) => `- ${plain(`${sizeName(result, size)}: ${failureText(size, failure)}`)}`),
  );
  return lines.length === 0 ? [] : ['**Failures**', lines.join('\n')];
}
