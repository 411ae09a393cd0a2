import { hasArchitectures, type Result } from '../../analysis/index.js';
import { ARCHITECTURES, type Architecture } from '../../pricing/index.js';
import { ROLES, type Role, roleOf } from '../wording/index.js';
import { html, type Markup } from './markup.js';
import { ROLE_NAME, ROLE_SHAPE } from './roles.js';

/** The shape that stands for a role in the charts, as a small picture in running text. */
export const roleMark = (role: Role, color: Architecture | 'neutral'): Markup =>
  html`<svg class="mark ${role} ${color}" viewBox="-1.6 -1.6 3.2 3.2" aria-hidden="true"><path d="${ROLE_SHAPE[role]}"/></svg>`;

/** What the shapes mean, once for all charts; roles that no size plays are left out. */
export function roleKey(result: Result): Markup {
  const present = new Set(result.sizes.map((size) => roleOf(result, size)));
  const color = hasArchitectures(result) ? 'neutral' : (result.sizes[0]?.architecture ?? 'neutral');
  return html`<ul class="key" aria-label="Shapes in the charts">
${ROLES.filter((role) => present.has(role)).map((role) => html`<li>${roleMark(role, color)} ${result.recommendation === null ? 'memory size' : ROLE_NAME[role]}</li>\n`)}${hasArchitectures(result) ? ARCHITECTURES.map((name) => html`<li><span class="line ${name}" aria-hidden="true"></span> ${name}</li>\n`) : null}<li><span class="dot" aria-hidden="true"></span> one invocation</li>
<li><span class="bar" aria-hidden="true"></span> 95 % interval, where larger than the mark</li>
</ul>
`;
}
