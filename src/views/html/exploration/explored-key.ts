import type { Decision } from '../../../curve/index.js';
import { ARCHITECTURES } from '../../../pricing/index.js';
import { confidenceText, type Exploration, isPredicted, ROLES, roleOfPlace } from '../../wording/index.js';
import { html, type Markup } from '../markup.js';
import { roleMark } from '../role-key.js';
import { ROLE_NAME } from '../roles.js';

/** What shapes, lines and shades mean, once for all charts; what is in none of them is left out. */
export function exploredKey(exploration: Exploration): Markup {
  const { decision } = exploration;
  if (decision === undefined || decision.curve.length === 0) return html``;
  const architectures = ARCHITECTURES.filter((it) => decision.curve.some(({ architecture }) => architecture === it));
  const color = architectures.length > 1 ? 'neutral' : (architectures[0] ?? 'neutral');
  const present = ROLES.filter((role) => measuredRoles(decision).has(role));
  const confidence = confidenceText(exploration);
  return html`<ul class="key" aria-label="Shapes and lines in the charts">
${present.map((role) => html`<li>${roleMark(role, color)} measured${role === 'other' ? '' : `, ${ROLE_NAME[role]}`}</li>\n`)}<li><span class="bar" aria-hidden="true"></span> ${confidence} interval of a measured size</li>
${architectures.map((name) => html`<li><svg class="stroke" viewBox="0 0 28 8" aria-hidden="true"><path d="M0,4H28" stroke="var(--${name})" stroke-linecap="round" stroke-dasharray="${name === 'arm64' ? '7 4' : '1 4'}"/></svg> predicted${architectures.length > 1 ? ` on ${name}` : ''}</li>\n`)}<li><span class="band" aria-hidden="true"></span> ${confidence} band of what is predicted</li>
<li><span class="dot" aria-hidden="true"></span> one invocation</li>
${decision.undecided.length === 0 ? null : html`<li><span class="undecided" aria-hidden="true"></span> on the axis: may still be better</li>\n`}</ul>
`;
}

const measuredRoles = (decision: Decision) =>
  new Set(decision.curve.filter((it) => !isPredicted(it)).map((it) => roleOfPlace(decision, it)));
