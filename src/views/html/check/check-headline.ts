import type { CheckResult } from '../../../analysis/index.js';
import { formatUsd } from '../../../units/index.js';
import { sentence, simulatedText } from '../../wording/index.js';
import { timeText } from '../figures.js';
import { fact } from '../headline.js';
import { html, type Markup } from '../markup.js';
import { endedText, passText, sourceDetail, sourceName, VERDICT_WORD } from './names.js';
import { verdictMark } from './verdict-mark.js';

/** What was held against what, and what came of it. */
export function checkHeadline(result: CheckResult): Markup {
  const { check, startedAt, verdict, reason, isSelf } = result;
  const simulated = simulatedText(result);
  return html`<header>
<p class="eyebrow">Kelvin check <span aria-hidden="true">·</span> ${check.name} <span aria-hidden="true">·</span> <time datetime="${startedAt}">${timeText(startedAt)}</time></p>
<h1><span class="subject">${isSelf ? 'Held against itself' : subject(result)}</span> ${verdictMark(verdict)} ${VERDICT_WORD[verdict]}</h1>
<p class="lead">${sentence(reason)}</p>
${simulated === undefined ? null : html`<p class="notice severe"><strong>${simulated}</strong></p>\n`}<dl class="facts">
${isSelf ? fact('Function', sourceName(result.base.source), sourceDetail(result.base.source)) : [sideFact('Base', result.base), sideFact('Head', result.head)]}${fact('Cold starts', countsText(result), 'proved cold, base and head')}${verdictsFact(result)}${fact('Ended', endedText(result), passText(result))}${fact('Spent', result.spentUsd === null ? 'not known' : formatUsd(result.spentUsd), spentDetail(result))}</dl>
</header>
`;
}

const subject = ({ base, head }: CheckResult): Markup =>
  html`${sourceName(base.source)} <span aria-hidden="true">→</span><span class="hidden">to</span> ${sourceName(head.source)}`;

const sideFact = (name: string, { source }: CheckResult['base']): Markup =>
  fact(name, sourceName(source), sourceDetail(source));

const countsText = ({ base, head }: CheckResult): string =>
  `${base.coldStarts.toLocaleString('en-US')} and ${head.coldStarts.toLocaleString('en-US')}`;

/** How many comparisons there were is part of what a verdict is worth. */
function verdictsFact({ findings }: CheckResult): Markup | null {
  if (findings.length === 0) return null;
  const counts = (['regressed', 'inconclusive', 'improved', 'unchanged'] as const).flatMap((verdict) => {
    const count = findings.filter((it) => it.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${VERDICT_WORD[verdict].toLowerCase()}`];
  });
  const comparisons = `${findings.length} comparison${findings.length === 1 ? '' : 's'}`;
  return fact('Verdicts', counts[0] ?? 'none', [comparisons, ...counts.slice(1)].join(', '));
}

const spentDetail = ({ spentUsd, target }: CheckResult): string | undefined =>
  spentUsd === null
    ? 'the price book has no price for it'
    : target.kind === 'emulator'
      ? 'at AWS’s list price, the emulator is free'
      : undefined;
