import type { CheckResult } from '../../../analysis/index.js';
import { formatMegabytes, formatRatio } from '../../../units/index.js';
import { METRIC_HEADINGS, RESOLUTION_NOTE, resolutionSteps } from '../../wording/index.js';
import { html, type Markup } from '../markup.js';

type Resolution = CheckResult['resolution'][number];

/** Of a check against itself: which change could be found here, with how many cold starts. */
export function resolutionSection(result: CheckResult): Markup | null {
  const { resolution } = result;
  if (resolution.length === 0) return null;
  const counts = resolutionSteps(result);
  const sizes = new Set(resolution.map(({ memorySizeMB }) => memorySizeMB)).size;
  return html`<section aria-labelledby="resolution-title">
<h2 id="resolution-title">What could be found here</h2>
<div class="scroll" role="region" aria-labelledby="resolution-title" tabindex="0">
<table>
<thead><tr><th scope="col">Metric</th><th scope="col" class="number">Spread<small>quartiles over median</small></th>${counts.map((it) => html`<th scope="col" class="number">${it.toLocaleString('en-US')}<small>a side</small></th>`)}</tr></thead>
<tbody>
${resolution.map((it) => row(it, counts, sizes > 1))}</tbody>
</table>
</div>
<p class="footnote">${RESOLUTION_NOTE}</p>
</section>
`;
}

const row = (
  { metric, memorySizeMB, spreadPercent, detectable }: Resolution,
  counts: readonly number[],
  many: boolean,
): Markup =>
  html`<tr><th scope="row">${METRIC_HEADINGS[metric]}${many ? html`<small>${formatMegabytes(memorySizeMB)}</small>` : null}</th><td class="number">${formatRatio(spreadPercent / 100)}</td>${counts.map((count) => cell(detectable.find(({ perSide }) => perSide === count)))}</tr>\n`;

const cell = (it: Resolution['detectable'][number] | undefined): Markup =>
  it === undefined
    ? html`<td class="number none">–</td>`
    : html`<td class="number">${formatRatio(it.changePercent / 100)}</td>`;
