import type { Result } from '../../analysis/index.js';
import { html, type Markup } from './markup.js';
import { noticesOf } from './notices.js';

/** Nothing at all when there is nothing to say: an empty "Warnings" teaches readers to skip the full one. */
export function noticesSection(result: Result): Markup | null {
  const notices = noticesOf(result);
  if (notices.length === 0) return null;
  return html`<section aria-labelledby="notices-title" class="notices">
<h2 id="notices-title">Before you trust these figures</h2>
<ul>
${notices.map(
  (notice) => html`<li class="${notice.severe ? 'notice severe' : 'notice'}">
<p><strong>${notice.message}</strong> <code>${notice.code}</code></p>
<p class="hint">${notice.hint}</p>
</li>
`,
)}</ul>
</section>
`;
}
