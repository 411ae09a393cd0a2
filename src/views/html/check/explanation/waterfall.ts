import type { CheckExplanation } from '../../../../analysis/index.js';
import { formatMilliseconds } from '../../../../units/index.js';
import { formatBytes } from '../../../wording/index.js';
import { html, type Markup } from '../../markup.js';
import { type Module, type WaterfallRow, waterfallRows } from './waterfall-rows.js';

/** A function against itself has one. */
export type SideName = 'Base' | 'Head' | 'Both sides';

export interface WaterfallOf {
  readonly name: SideName;
  readonly size: string;
  readonly modules: readonly Module[];
  /** Milliseconds that the whole width stands for, the same for both sides. */
  readonly end: number;
  readonly explanation: CheckExplanation;
  readonly isOpen: boolean;
}

/** When the last of them was loaded; what came after INIT is not drawn. */
export const endMs = (modules: readonly Module[]): number =>
  inInit(modules).reduce((end, { startMs, totalMs }) => Math.max(end, startMs + totalMs), 0);

const inInit = (modules: readonly Module[]): Module[] => modules.filter(({ isAfterInit }) => isAfterInit !== true);

/**
 * A table whose third column is a picture: every figure is text, so that it needs neither a script nor words beside it. The
 * short ones are shown by a box to tick, without a script either.
 */
export function waterfall({ name, size, modules, end, explanation, isOpen }: WaterfallOf): Markup {
  const { rows, dropped } = waterfallRows(modules, explanation.changes);
  const minor = rows.filter(({ isMinor }) => isMinor).length;
  const total = formatMilliseconds(inInit(modules).reduce((sum, { ownMs }) => sum + ownMs, 0));
  const label = `${name} at ${size}: ${modules.length.toLocaleString('en-US')} module${modules.length === 1 ? '' : 's'}, ${total}`;
  return html`<details class="waterfall"${isOpen ? OPEN : null}>
<summary>${label}</summary>
${minor === 0 ? null : html`<label class="hint"><input type="checkbox"> Show the ${minor.toLocaleString('en-US')} shortest too</label>\n`}<div class="scroll" role="region" aria-label="Modules of ${label}" tabindex="0">
<table class="modules">
<thead><tr><th scope="col">Module</th><th scope="col" class="timeline">${scale(end)}</th><th scope="col" class="number">Own</th><th scope="col" class="number">Total</th><th scope="col" class="number">Bytes</th></tr></thead>
<tbody>
${rows.map((row) => line(row, end, name))}</tbody>
</table>
</div>
${dropped.length === 0 ? null : html`<p class="footnote">${droppedText(dropped)}</p>\n`}</details>
`;
}

/** What the colours of bars mean; of changes only where there is one. */
export const waterfallKey = ({
  changes,
}: CheckExplanation): Markup => html`<ul class="key" aria-label="Bars of modules">
<li><span class="block own" aria-hidden="true"></span> own time</li>
<li><span class="block total" aria-hidden="true"></span> with what it loads</li>
${changes.some(({ changeMs }) => changeMs > 0) ? html`<li><span class="block changed" aria-hidden="true"></span> added or slower</li>\n` : null}${changes.some(({ changeMs }) => changeMs < 0) ? html`<li><span class="block gone" aria-hidden="true"></span> removed or faster</li>\n` : null}</ul>
`;

const OPEN = html` open`;

const scale = (end: number): Markup =>
  html`<span class="ends"><span>0 ms</span><span>${formatMilliseconds(end)}</span></span>`;

const droppedText = (dropped: readonly Module[]): string => {
  const sum = dropped.reduce((total, { ownMs }) => total + ownMs, 0);
  return `${dropped.length.toLocaleString('en-US')} shorter ones are in the recording alone: ${formatMilliseconds(sum)} together.`;
};

/** Deeper than this all are indented alike: there has to be room for the name. */
const DEEPEST = 8;

const line = ({ module, depth, change, isMinor }: WaterfallRow, end: number, side: SideName): Markup => {
  const said = side === 'Base' && change === 'added' ? undefined : change;
  const classes = [...(said === undefined ? [] : [said]), ...(isMinor ? ['minor'] : [])].join(' ');
  return html`<tr${classes === '' ? null : html` class="${classes}"`}><th scope="row" class="depth-${Math.min(DEEPEST, depth)}"><code>${module.name}</code>${said === undefined ? null : html` <span class="change">${said}</span>`}${module.isAfterInit ? html` <span class="change">after INIT</span>` : null}</th><td class="timeline">${module.isAfterInit ? null : bar(module, end)}</td><td class="number">${formatMilliseconds(module.ownMs)}</td><td class="number">${formatMilliseconds(module.totalMs)}</td><td class="number">${module.bytes === null ? '–' : formatBytes(module.bytes)}</td></tr>\n`;
};

/** Of a thousand units across; what took any time is seen. */
function bar({ startMs, ownMs, totalMs }: Module, end: number): Markup {
  const place = (ms: number): number => Math.round((1000 * ms) / (end || 1));
  const width = (ms: number): number => (ms > 0 ? Math.max(2, place(ms)) : 0);
  return html`<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="total" x="${place(startMs)}" width="${width(totalMs)}" height="10"/><rect class="own" x="${place(startMs)}" width="${width(ownMs)}" height="10"/></svg>`;
}
