import type { Result } from '../../analysis/index.js';
import type { Chart } from './charts/index.js';
import { html, type Markup } from './markup.js';
import { roleKey } from './role-key.js';

/** The figures around the charts. The text alternative is on the frame, so that it is there before any script runs. */
export const chartsSection = (
  result: Result,
  charts: readonly Chart[],
): Markup => html`<section aria-labelledby="charts-title">
<h2 id="charts-title">Charts</h2>
${roleKey(result)}<noscript><p class="footnote">The charts need JavaScript; the table below holds the same figures.</p></noscript>
<div class="charts">
${charts.map(
  (chart) => html`<figure>
<figcaption><h3>${chart.title}</h3><p>${chart.caption}</p></figcaption>
${frame(chart)}
</figure>
`,
)}</div>
</section>
`;

const frame = ({ id, description, spec }: Chart): Markup =>
  spec === undefined
    ? html`<p class="empty">Nothing was measured that could be drawn here.</p>`
    : html`<div role="img" aria-label="${description}"><div class="chart" id="${id}"></div></div>`;
