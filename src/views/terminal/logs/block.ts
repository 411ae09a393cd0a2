import type { LogGroupFigures, LogTotal } from '../../../analysis/index.js';
import { formatMegabytes, formatRatio, formatUsd } from '../../../units/index.js';
import {
  coldShareEstimate,
  coldText,
  type Estimate,
  initShareText,
  loggedFailures,
  memoryEstimate,
  perMonthEstimate,
  shortNote,
  spanText,
} from '../../wording/index.js';
import { formatUsdSpan, plural } from '../figures.js';
import { blank, clean, type Line, line, paragraph } from '../layout/index.js';
import type { Footnotes } from '../summary/footnotes.js';
import { percentileRows } from './percentile-rows.js';

/** Everything about one function at one memory size, or about all of them. */
export function block(name: string, figures: LogTotal | LogGroupFigures, notes: Footnotes, width: number): Line[] {
  const entry = (label: string, text: string, tone: Line['tone'] = 'plain'): Line[] =>
    paragraph(clean(text), width, tone, `  ${label.padEnd(17)}`);
  return [
    line(clean(`${name}: ${plural(figures.invocations, 'invocation')}`), 'strong'),
    ...entry('Cold starts', `${coldText(figures)}${share(coldShareEstimate(figures), notes)}`),
    ...percentileRows(figures, notes, width),
    ...('maxMemoryUsedMB' in figures ? entry('Max Memory Used', memoryText(figures, notes)) : []),
    ...entry('Failed', loggedFailures(figures), figures.failures.length > 0 ? 'bad' : 'plain'),
    ...costEntries(figures, notes).flatMap(([label, text]) => entry(label, text)),
    blank,
  ];
}

function share(estimate: Estimate | null, notes: Footnotes): string {
  if (estimate === null) return '';
  return `: ${formatRatio(estimate.value)} (${interval(estimate, notes, (low, high) => spanText(formatRatio, low, high, '–'))})`;
}

function interval({ evidence }: Estimate, notes: Footnotes, span: (low: number, high: number) => string): string {
  return 'note' in evidence ? `none ${notes.mark(clean(shortNote(evidence.note)))}` : span(evidence.low, evidence.high);
}

function memoryText(group: LogGroupFigures, notes: Footnotes): string {
  const { maxMemoryUsedMB: used } = group;
  const estimate = memoryEstimate(group);
  if (used === null || estimate === null) return 'not reported';
  const bounds = interval(estimate, notes, (low, high) => spanText(formatMegabytes, low, high, '–'));
  return `at most ${formatMegabytes(used.maxMB)}, ${formatRatio(used.maxShareRatio)} of the memory size; p99 ${formatMegabytes(used.p99MB)} (${bounds}), n ${used.n.toLocaleString('en-US')}`;
}

function costEntries(figures: LogTotal, notes: Footnotes): [string, string][] {
  const { cost } = figures;
  if (cost === null) return [['Cost', 'none: no report has a Billed Duration and a memory size']];
  const month = perMonthEstimate(figures);
  const monthly =
    month === null
      ? `none: ${cost.perMonthNote ?? 'the rate is not known'}`
      : `${formatUsd(month.value)} (${interval(month, notes, formatUsdSpan)}), n ${cost.n.toLocaleString('en-US')}`;
  const gbSeconds = cost.gbSeconds.toLocaleString('en-US', { maximumSignificantDigits: 3 });
  return [
    ['Cost so far', `${formatUsd(cost.usd)}: ${gbSeconds} GB-s and ${plural(cost.n, 'request')}`],
    ['INIT in it', initShareText(figures)],
    ['Cost per month', monthly],
  ];
}
