import type { CheckResult } from '../../../analysis/index.js';
import { sideFailures } from '../../wording/index.js';
import { html, type Markup } from '../markup.js';

type Side = CheckResult['base'];

const count = (value: number): string => value.toLocaleString('en-US');

/** What was measured of each side, what was thrown out, and what failed. */
export function sidesSection({ base, head }: CheckResult): Markup {
  return html`<section aria-labelledby="sides-title">
<h2 id="sides-title">What was measured</h2>
<div class="scroll" role="region" aria-labelledby="sides-title" tabindex="0">
<table class="counts">
<thead><tr><th scope="col">Side</th><th scope="col" class="number">Cold starts<small>proved cold</small></th><th scope="col" class="number">Warm</th><th scope="col">Thrown out</th><th scope="col">Failed</th></tr></thead>
<tbody>
${row('base', base)}${row('head', head)}</tbody>
</table>
</div>
<p class="footnote">A cold start counts if its report has an Init Duration and its execution environment is new.</p>
</section>
`;
}

const row = (name: string, side: Side): Markup => html`<tr>
<th scope="row">${name}</th><td class="number">${count(side.coldStarts)}</td><td class="number">${count(side.warm)}</td>
<td class="why">${list(side.thrownOut.map((it) => `${count(it.count)}: ${it.reason}`))}</td>
<td class="why">${list(sideFailures(side))}</td>
</tr>
`;

const list = (items: readonly string[]): Markup =>
  items.length === 0
    ? html`<span class="none">none</span>`
    : html`<ul class="plain">${items.map((it) => html`<li>${it}</li>`)}</ul>`;
