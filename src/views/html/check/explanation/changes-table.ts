import type { CheckExplanation, ModuleChange } from '../../../../analysis/index.js';
import { formatMilliseconds } from '../../../../units/index.js';
import {
  broughtByText,
  metricChange,
  moduleBytesText,
  moduleCountText,
  moduleOwnText,
  moduleRangeText,
  moduleShareText,
  moduleTotalText,
} from '../../../wording/index.js';
import { html, type Markup } from '../../markup.js';

/** Below these nobody looks; the waterfall has them all. */
const MOST_ROWS = 15;

/** What came, went, or takes longer, by how much of the shift each explains. */
export function changesTable({ changes }: CheckExplanation, size: string): Markup | null {
  if (changes.length === 0) return null;
  const shown = changes.slice(0, MOST_ROWS);
  const rest = changes.slice(MOST_ROWS);
  return html`<div class="scroll" role="region" aria-label="Changed modules at ${size}" tabindex="0">
<table class="modules">
<thead><tr><th scope="col">Package or module</th><th scope="col">What</th><th scope="col" class="number">Base<small>own</small></th><th scope="col" class="number">Head<small>own</small></th><th scope="col" class="number">Change<small>of own time</small></th><th scope="col" class="number">Change<small>with what it loads</small></th><th scope="col" class="number">Share<small>of the shift</small></th><th scope="col" class="number">Bytes</th></tr></thead>
<tbody>
${shown.map(row)}</tbody>
</table>
</div>
${rest.length === 0 ? null : html`<p class="footnote">${restText(rest)}</p>\n`}`;
}

const restText = (rest: readonly ModuleChange[]): string => {
  const sum = rest.reduce((total, { changeMs }) => total + changeMs, 0);
  return `${rest.length.toLocaleString('en-US')} more changed by less: ${metricChange('ms', sum)} together.`;
};

const row = (it: ModuleChange): Markup => html`<tr class="${it.kind}">
<th scope="row"><code>${it.name}</code>${it.broughtBy.length === 0 ? null : html`<small>by ${broughtByText(it)}</small>`}</th>
<td>${it.kind}<small>${moduleCountText(it)}</small></td>
${time(it.baseMs)}${time(it.headMs)}<td class="number">${moduleOwnText(it)}<small>${moduleRangeText(it)}</small></td><td class="number">${moduleTotalText(it)}</td><td class="number">${moduleShareText(it) || '–'}</td><td class="number">${moduleBytesText(it) || '–'}</td>
</tr>
`;

const time = (value: number | null): Markup =>
  value === null ? html`<td class="number none">–</td>` : html`<td class="number">${formatMilliseconds(value)}</td>`;
