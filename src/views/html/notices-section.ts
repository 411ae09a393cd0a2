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
<p><strong>${unbroken(sentence(warning.message))}</strong> <code>${warning.code}</code></p>
<p class="hint">${unbroken(sentence(warning.hint))}</p>
</li>
`;

/** A line may end at any hyphen; `-` here and `-base` there is no option that somebody could type. */
const unbroken = (text: string): readonly (Markup | string)[] =>
  text
    .split(/(--[a-z][a-z-]*)/)
    .map((part, index) => (index % 2 === 1 ? html`<span class="option">${part}</span>` : part));
