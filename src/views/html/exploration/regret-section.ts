import type { Result } from '../../../analysis/index.js';
import {
  askedText,
  type Exploration,
  regretSentence,
  sentence,
  stoppedText,
  undecidedSentence,
} from '../../wording/index.js';
import { html, type Markup } from '../markup.js';

/** How much worse than the best the choice may be, what is undecided, and what contradicted the belief. */
export function regretSection(result: Result, exploration: Exploration): Markup {
  const { decision } = exploration;
  const regret = regretSentence(result, exploration) ?? 'Nothing can be chosen, so that there is no regret to bound.';
  const undecided = undecidedSentence(result, exploration);
  const stopped = stoppedText(exploration);
  const shape = decision?.shape ?? '';
  const doubts = decision?.doubts ?? [];
  return html`<section aria-labelledby="regret-title" class="regret">
<h2 id="regret-title">How safe the choice is</h2>
<p class="statement${decision?.isDecided === true ? '' : ' open'}">${regret}</p>
${undecided === undefined ? null : html`<p>${undecided}</p>\n`}${stopped === undefined ? null : html`<p>${stopped}</p>\n`}<p>${sentence(`asked for: ${askedText(result, exploration)}`)}</p>
${shape === '' ? null : html`<p>${sentence(`believed of the curve: ${shape}`)}</p>\n`}${doubts.length === 0 ? null : html`<h3>Where measurements contradicted what was believed</h3>\n<ul>\n${doubts.map((it) => html`<li>${sentence(it)}</li>\n`)}</ul>\n`}</section>
`;
}
