import type { CheckExplanation, ModuleChange } from '../../../../analysis/index.js';
import { formatMilliseconds, formatRatio } from '../../../../units/index.js';
import { formatBytes, spanText } from '../../../wording/index.js';
import { html, type Markup } from '../../markup.js';
import { shiftIn } from '../names.js';

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
  return `${rest.length.toLocaleString('en-US')} more changed by less: ${millisecondsChange(sum)} together.`;
};

const row = (it: ModuleChange): Markup => html`<tr class="${it.kind}">
<th scope="row"><code>${it.name}</code>${it.broughtBy.length === 0 ? null : html`<small>by ${it.broughtBy.join(' → ')}</small>`}</th>
<td>${it.kind}${it.modules === undefined ? null : html`<small>${modulesText(it.modules)}</small>`}</td>
${time(it.baseMs)}${time(it.headMs)}<td class="number">${millisecondsChange(it.changeMs)}${it.changeRangeMs === undefined ? null : html`<small>${rangeText(it.changeRangeMs)}</small>`}</td><td class="number">${millisecondsChange(it.totalChangeMs)}</td><td class="number">${it.share === null ? '–' : formatRatio(it.share)}</td><td class="number">${it.bytesChange === null ? '–' : bytesChange(it.bytesChange)}</td>
</tr>
`;

/** `12 modules`, `3 → 12 modules`. */
const modulesText = ({ base, head }: NonNullable<ModuleChange['modules']>): string => {
  const most = Math.max(base, head);
  const count = base === head || base === 0 || head === 0 ? most.toLocaleString('en-US') : `${base} → ${head}`;
  return `${count} module${most === 1 ? '' : 's'}`;
};

/** From the least to the most that single cold starts differ. */
const rangeText = ({ low, high }: NonNullable<ModuleChange['changeRangeMs']>): string =>
  spanText(millisecondsChange, low, high);

const time = (value: number | null): Markup =>
  value === null ? html`<td class="number none">–</td>` : html`<td class="number">${formatMilliseconds(value)}</td>`;

const millisecondsChange = (value: number): string => shiftIn('ms', { value, low: null, high: null }).value;
const bytesChange = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '-' : ''}${formatBytes(Math.abs(value))}`;
