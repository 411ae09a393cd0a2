import type { CheckFinding, CheckResult } from '../../../analysis/index.js';
import {
  type CheckFigure,
  type FindingGroup,
  findingGroups,
  headed,
  limitsText,
  METRIC_HEADINGS,
  medianFigure,
  percentFigure,
  sentence,
  shiftFigure,
} from '../../wording/index.js';
import { chartFigure } from '../chart-figure.js';
import type { Chart } from '../charts/index.js';
import { html, type Markup } from '../markup.js';
import { shiftChart } from './charts/shift-chart.js';
import { intervalText, verdictTitle } from './figure-words.js';
import { findingId } from './finding-id.js';
import { verdictKey } from './verdict-key.js';
import { verdictMark } from './verdict-mark.js';

/** One for each memory size; what is exact has nothing to draw. */
export const shiftCharts = (result: CheckResult): readonly Chart[] =>
  findingGroups(result.findings)
    .map(({ findings, name }, index) => shiftChart(findings, `shift-${index}`, name))
    .map((chart) => ({ ...chart, title: headed(result, chart.title) }));

/** Every metric at every memory size: what came of it, the figures, and why. */
export function verdictsSection(result: CheckResult, charts: readonly Chart[]): Markup {
  const groups = findingGroups(result.findings);
  if (groups.length === 0)
    return html`<section aria-labelledby="verdicts-title">
<h2 id="verdicts-title">Verdicts</h2>
<p class="empty">Nothing was measured that could be compared.</p>
</section>
`;
  return html`<section aria-labelledby="verdicts-title">
<h2 id="verdicts-title">${headed(result, 'Verdicts')}</h2>
${verdictKey(result)}${groups.map((it, index) => groupPart(it, charts[index]))}<p class="footnote">Below each figure its 95 % interval. A metric regresses only where the difference is significant over all comparisons and the rise is past both of its limits.</p>
</section>
`;
}

const groupPart = (
  { name, findings }: FindingGroup,
  chart: Chart | undefined,
): Markup => html`${chart?.spec === undefined ? null : html`<div class="shifts">${chartFigure(chart, 'h3')}</div>\n`}<div class="scroll" role="region" aria-label="Verdicts: ${name}" tabindex="0">
<table class="findings">
<thead><tr><th scope="col">${name}</th><th scope="col" class="number">Base<small>median</small></th><th scope="col" class="number">Head<small>median</small></th><th scope="col" class="number">Shift<small>Hodges-Lehmann</small></th><th scope="col" class="number">In percent<small>of base</small></th><th scope="col" class="number">Limits<small>both to be passed</small></th></tr></thead>
<tbody>
${findings.map(row)}</tbody>
</table>
</div>
`;

const row = (it: CheckFinding): Markup => html`<tr class="${it.verdict}">
<th scope="row">${it.points.length === 0 || it.isExact ? METRIC_HEADINGS[it.metric] : html`<a href="#${findingId(it)}">${METRIC_HEADINGS[it.metric]}</a>`}<span class="verdict">${verdictMark(it.verdict)} ${verdictTitle(it.verdict)}</span></th>
${sampleCell(it, 'base')}${sampleCell(it, 'head')}${shiftCell(it, shiftFigure(it))}${shiftCell(it, percentFigure(it))}<td class="number">${limitsText(it)}</td>
</tr>
${isSaid(it) ? html`<tr class="failures"><td colspan="6">${sentence(it.reason)}</td></tr>\n` : null}`;

/** Its charts say why something is unchanged; everything else has to be explained where it is read first. */
const isSaid = ({ verdict, points }: CheckFinding): boolean => verdict !== 'unchanged' || points.length === 0;

/** Why there is no interval may be a long story. */
const NOTE = html` class="note"`;

const within = (figure: CheckFigure): Markup =>
  html`<small${figure.note === undefined ? null : NOTE}>${intervalText(figure)}</small>`;

function sampleCell(finding: CheckFinding, side: 'base' | 'head'): Markup {
  const { n, median } = finding[side];
  const count = html`<small>n ${n.toLocaleString('en-US')}</small>`;
  if (median === null) return html`<td class="number none">–${count}</td>\n`;
  const figure = medianFigure(finding, side);
  return html`<td class="number">${figure.value}${within(figure)}${finding.isExact ? null : count}</td>\n`;
}

const shiftCell = ({ shift }: CheckFinding, figure: CheckFigure): Markup =>
  shift === null
    ? html`<td class="number none">–</td>\n`
    : html`<td class="number">${figure.value}${within(figure)}</td>\n`;
