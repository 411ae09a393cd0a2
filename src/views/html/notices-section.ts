import type { Warning } from '../../analysis/index.js';
import { isSevere, sentence } from '../wording/index.js';
import { html, type Markup } from './markup.js';

/** Nothing at all when there is nothing to say: an empty "Warnings" teaches readers to skip the full one. */
export function noticesSection(warnings: readonly Warning[]): Markup | null {
  if (warnings.length === 0) return null;
  return html`<section aria-labelledby="notices-title" class="notices">
<h2 id="notices-title">Before you trust these figures</h2>
<ul>
${warnings.map(noticeItem)}</ul>
</section>
`;
}

export const noticeItem = (
  warning: Warning,
): Markup => html`<li class="${isSevere(warning) ? 'notice severe' : 'notice'}">
<p><strong>${sentence(warning.message)}</strong> <code>${warning.code}</code></p>
<p class="hint">${sentence(warning.hint)}</p>
</li>
`;
