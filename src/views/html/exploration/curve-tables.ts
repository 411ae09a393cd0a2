import type { Result } from '../../../analysis/index.js';
import { type CurvePoint, type Decision, isSameCandidate } from '../../../curve/index.js';
import { formatMegabytes, formatRatio } from '../../../units/index.js';
import {
  bandText,
  confidenceText,
  type Exploration,
  figureOf,
  formatQuantity,
  frontierPoints,
  headed,
  isPredicted,
  type Quantity,
  roleOfPlace,
} from '../../wording/index.js';
import { html, type Markup } from '../markup.js';
import { roleMark } from '../role-key.js';
import { ROLE_NAME } from '../roles.js';

/** More rows than these are folded away with the curve. */
const MOST_PREDICTED = 8;

type Known = Exploration & { readonly decision: Decision };

/** The frontier, and folded below it the whole curve: what the charts draw can be read off here. */
export function curveTables(result: Result, exploration: Exploration): Markup | null {
  const { decision } = exploration;
  if (decision === undefined || decision.curve.length === 0) return null;
  const known = { ...exploration, decision };
  const confidence = confidenceText(exploration);
  const measured = decision.curve.filter((it) => !isPredicted(it)).length;
  return html`<section aria-labelledby="frontier-title">
<h2 id="frontier-title">Frontier, from cheap to fast</h2>
${table(result, known, frontierPoints(decision, MOST_PREDICTED), 'frontier-title')}<p class="footnote">No size beats one of these in both cost and duration. Below each figure its ${confidence} band. What is predicted was not measured: it is read off the curve through the measured sizes.</p>
<details class="curve"><summary id="curve-title">The whole curve: ${measured} sizes measured, ${decision.curve.length - measured} predicted</summary>
${table(result, known, decision.curve, 'curve-title')}</details>
</section>
`;
}

function table(result: Result, known: Known, points: readonly CurvePoint[], title: string): Markup {
  const { decision } = known;
  const isLimited = decision.curve.some(({ chanceMeets }) => chanceMeets !== undefined);
  const both = result.scenario.architectures.length > 1;
  return html`<div class="scroll" role="region" aria-labelledby="${title}" tabindex="0">
<table>
<thead><tr>
<th scope="col">Memory size</th>${both ? html`<th scope="col">Architecture</th>` : null}
<th scope="col" class="number">n<small>warm</small></th>
<th scope="col" class="number">${headed(result, 'Cost')}<small>per million, mean</small></th>
<th scope="col" class="number">${headed(result, 'Duration')}<small>warm, mean</small></th>
${isLimited ? html`<th scope="col" class="number">Meets the limit<small>chance</small></th>\n` : null}<th scope="col" class="number">Is best<small>chance</small></th>
</tr></thead>
<tbody>
${points.map((point) => row(known, point, { isLimited, both }))}</tbody>
</table>
</div>
`;
}

function row(
  { decision }: Known,
  point: CurvePoint,
  { isLimited, both }: { readonly isLimited: boolean; readonly both: boolean },
): Markup {
  const role = roleOfPlace(decision, point);
  const { chanceBest, chanceMeets, memorySizeMB, architecture } = point;
  const isOpen = decision.undecided.some((it) => isSameCandidate(it, point));
  const mark = isPredicted(point) ? PREDICTED_MARK : roleMark(role, architecture);
  return html`<tr class="${role}${isPredicted(point) ? ' predicted' : ''}">
<th scope="row"><span class="size">${mark} ${formatMegabytes(memorySizeMB)}</span>${role === 'other' ? null : html`<small>${ROLE_NAME[role]}</small>`}${isOpen ? html`<small>undecided</small>` : null}</th>${both ? html`<td>${architecture}</td>` : null}
<td class="number">${isPredicted(point) ? 'predicted' : point.n}</td>
${cell(point, 'cost')}${cell(point, 'duration')}${isLimited ? html`<td class="number">${chanceMeets === undefined ? '–' : formatRatio(chanceMeets)}</td>\n` : null}<td class="number">${formatRatio(chanceBest)}</td>
</tr>
`;
}

/** As in the charts: a dot, where what was measured has a shape. */
const PREDICTED_MARK = html`<span class="mark missing" aria-hidden="true">·</span>`;

function cell(point: CurvePoint, quantity: Quantity): Markup {
  const figure = figureOf(point, quantity);
  return html`<td class="number">${formatQuantity(quantity)(figure.mean)}<small>${bandText(figure, quantity)}</small></td>\n`;
}
