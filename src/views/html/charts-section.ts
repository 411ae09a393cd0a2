import type { Chart } from './charts/index.js';
import { html, type Markup } from './markup.js';

export const chartsSection = (
  key: Markup,
  charts: readonly Chart[],
): Markup => html`<section aria-labelledby="charts-title">
<h2 id="charts-title">Charts</h2>
${charts.some((chart) => chart.spec !== undefined) ? figures(key, charts) : nothing}</section>
`;

const nothing = html`<p class="empty">Nothing was measured that could be drawn.</p>
`;

/** The text alternative is on the frame, so that it is there before any script runs. */
const figures = (
  key: Markup,
  charts: readonly Chart[],
): Markup => html`${key}<noscript><p class="footnote">The charts need JavaScript; the table below holds the same figures.</p></noscript>
<div class="charts">
${charts.map(
  (chart) => html`<figure>
<figcaption><h3>${chart.title}</h3><p>${chart.caption}</p></figcaption>
${chart.spec === undefined ? nothing : html`<div role="img" aria-label="${chart.description}"><div class="chart" id="${chart.id}"></div></div>`}
</figure>
`,
)}</div>
`;
