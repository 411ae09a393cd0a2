import type { LoadResult } from '../../../analysis/index.js';
import { html, type Markup } from '../markup.js';
import { COLD_SHAPE, UNANSWERED_SHAPE } from './charts/latency-over-time.js';
import { type SeriesStyle, stylesOf } from './charts/series-style.js';
import { TROUBLES } from './charts/trouble.js';

const line = ({ color, dash }: SeriesStyle): Markup =>
  html`<svg class="stroke" viewBox="0 0 28 8" aria-hidden="true"><path d="M0,4H28" stroke="${color}" stroke-dasharray="${dash.join(' ')}"/></svg>`;

const shape = (path: string, color: string): Markup =>
  html`<svg class="mark" viewBox="-1.6 -1.6 3.2 3.2" aria-hidden="true"><path d="${path}" style="stroke:${color}"/></svg>`;

/** What lines and shapes mean, once for all charts; what is in none of them is left out. */
export function loadKey(result: LoadResult): Markup {
  const points = result.arms.flatMap((arm) => arm.points);
  const troubles = TROUBLES.filter(({ of }) => result.arms.some(({ series }) => series.some((it) => of(it) > 0)));
  return html`<ul class="key" aria-label="Lines and shapes in the charts">
${stylesOf(result).map((style) => html`<li>${line(style)} ${style.name}</li>\n`)}${points.length === 0 ? null : html`<li><span class="dot" aria-hidden="true"></span> one request</li>\n`}${points.some(({ cold }) => cold) ? html`<li>${shape(COLD_SHAPE, 'var(--arm64)')} cold start</li>\n` : null}${points.some(({ atLeast }) => atLeast) ? html`<li>${shape(UNANSWERED_SHAPE, 'var(--arm64)')} no answer: at least so long</li>\n` : null}${troubles.map(({ kind, shape: path, color }) => html`<li>${shape(path, color)} ${kind}</li>\n`)}</ul>
`;
}
