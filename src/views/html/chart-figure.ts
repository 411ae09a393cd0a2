import type { Chart } from './charts/index.js';
import { html, type Markup } from './markup.js';

/** A chart with its words, in a place of its own; the text alternative is there before any script runs. */
export const chartFigure = (
  { id, title, caption, description, spec }: Chart,
  heading: 'h3' | 'h4' = 'h4',
): Markup => html`<figure>
<figcaption>${heading === 'h3' ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`}<p>${caption}</p></figcaption>
${spec === undefined ? null : html`<div role="img" aria-label="${description}"><div class="chart" id="${id}"></div></div>`}
</figure>
`;
