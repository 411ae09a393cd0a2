import type { CheckFinding, CheckResult } from '../../../analysis/index.js';
import { sentence } from '../../wording/index.js';
import type { Chart } from '../charts/index.js';
import { html, type Markup } from '../markup.js';
import { bySize, findingId, type SizeFindings } from './by-size.js';
import { chartFigure } from './chart-figure.js';
import { shiftChart } from './charts/shift-chart.js';
import { type Figures, figureIn, limitText, METRIC_NAME, percentFigure, shiftIn, VERDICT_WORD } from './names.js';
import { verdictKey } from './verdict-key.js';
import { verdictMark } from './verdict-mark.js';

/** One for each memory size. */
export const shiftCharts = (result: CheckResult): readonly Chart[] =>
  bySize(result).map(({ findings, size, memorySizeMB }) => shiftChart(findings, `shift-${memorySizeMB}`, size));

/** Every metric at every memory size: what came of it, the figures, and why. */
export function verdictsSection(result: CheckResult, charts: readonly Chart[]): Markup {
  const sizes = bySize(result);
  if (sizes.length === 0)
    return html`<section aria-labelledby="verdicts-title">
<h2 id="verdicts-title">Verdicts</h2>
<p class="empty">Nothing was measured that could be compared.</p>
</section>
`;
  return html`<section aria-labelledby="verdicts-title">
<h2 id="verdicts-title">Verdicts</h2>
${verdictKey(result)}${sizes.map((it, index) => sizePart(it, charts[index]))}<p class="footnote">Below each figure its 95 % interval. A metric regresses only where the difference is significant over all comparisons and the rise is past both of its limits.</p>
</section>
`;
}

const sizePart = (
  { size, findings }: SizeFindings,
  chart: Chart | undefined,
): Markup => html`${chart?.spec === undefined ? null : html`<div class="shifts">${chartFigure(chart, 'h3')}</div>\n`}<div class="scroll" role="region" aria-label="Verdicts at ${size}" tabindex="0">
<table class="findings">
<thead><tr><th scope="col">${size}</th><th scope="col" class="number">Base<small>median</small></th><th scope="col" class="number">Head<small>median</small></th><th scope="col" class="number">Shift<small>Hodges-Lehmann</small></th><th scope="col" class="number">In percent<small>of base</small></th><th scope="col" class="number">Limits<small>both to be passed</small></th><th scope="col">Why</th></tr></thead>
<tbody>
${findings.map(row)}</tbody>
</table>
</div>
`;

const row = (it: CheckFinding): Markup => html`<tr class="${it.verdict}">
<th scope="row">${it.points.length === 0 || it.isExact ? METRIC_NAME[it.metric] : html`<a href="#${findingId(it)}">${METRIC_NAME[it.metric]}</a>`}<span class="verdict">${verdictMark(it.verdict)} ${VERDICT_WORD[it.verdict]}</span></th>
${sampleCell(it, it.base)}${sampleCell(it, it.head)}${estimateCell(it, it.shift && shiftIn(it.unit, it.shift))}${estimateCell(it, it.shiftPercent && percentFigure(it.shiftPercent))}<td class="number">${limitText(it)}</td>
<td class="why">${sentence(it.reason)}</td>
</tr>
`;

/** Why there is no interval may be a long story. */
const NOTE = html` class="note"`;

function sampleCell({ unit, isExact }: CheckFinding, { median, n }: CheckFinding['base']): Markup {
  if (median === null) return html`<td class="number none">–<small>n ${n.toLocaleString('en-US')}</small></td>\n`;
  const { value, interval, hasInterval } = figureIn(unit, median);
  return html`<td class="number">${value}${isExact ? html`<small>exact</small>` : html`<small${hasInterval ? null : NOTE}>${interval}</small><small>n ${n.toLocaleString('en-US')}</small>`}</td>\n`;
}

function estimateCell({ isExact }: CheckFinding, figures: Figures | null): Markup {
  if (figures === null) return html`<td class="number none">–</td>\n`;
  return html`<td class="number">${figures.value}<small${figures.hasInterval ? null : NOTE}>${isExact ? 'exact' : figures.interval}</small></td>\n`;
}
