import type { CheckResult } from '../../../analysis/index.js';
import { VERDICT_ORDER } from '../../wording/index.js';
import { html, type Markup } from '../markup.js';
import { DISTURBED_SHAPE } from './charts/distribution-layers.js';
import { verdictMark } from './verdict-mark.js';

/** What the shapes of verdicts mean; those that nothing has are left out. */
export function verdictKey({ findings }: CheckResult): Markup {
  const present = VERDICT_ORDER.filter((verdict) => findings.some((it) => it.verdict === verdict));
  return html`<ul class="key" aria-label="Shapes of verdicts">
${present.map((verdict) => html`<li>${verdictMark(verdict)} ${verdict}</li>\n`)}<li><span class="bar" aria-hidden="true"></span> 95 % interval</li>
<li><span class="band" aria-hidden="true"></span> within the limits</li>
</ul>
`;
}

/** What the marks in the charts of single values mean. */
export function pointKey({ findings }: CheckResult): Markup {
  const points = findings.flatMap((it) => it.points);
  return html`<ul class="key" aria-label="Marks in the charts">
<li><span class="dot base" aria-hidden="true"></span> one cold start of base</li>
<li><span class="dot head" aria-hidden="true"></span> one of head</li>
${points.some(({ isOutlier }) => isOutlier) ? html`<li><span class="ring" aria-hidden="true"></span> outlier</li>\n` : null}${points.some(({ isDisturbed }) => isDisturbed) ? html`<li><svg class="mark" viewBox="-1.6 -1.6 3.2 3.2" aria-hidden="true"><path d="${DISTURBED_SHAPE}"/></svg> disturbed by the host</li>\n` : null}</ul>
`;
}
