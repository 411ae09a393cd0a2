import type { CheckResult } from '../../../analysis/index.js';
import { formatUsd } from '../../../units/index.js';
import {
  endText,
  sentence,
  sidesText,
  sideText,
  simulatedText,
  subjectOf,
  verdictCounts,
} from '../../wording/index.js';
import { timeText } from '../figures.js';
import { fact } from '../headline.js';
import { html, type Markup } from '../markup.js';
import { passText, verdictTitle } from './figure-words.js';
import { verdictMark } from './verdict-mark.js';

/** What was held against what, and what came of it. */
export function checkHeadline(result: CheckResult): Markup {
  const { check, startedAt, verdict, reason } = result;
  const simulated = simulatedText(result);
  return html`<header>
<p class="eyebrow">Kelvin check <span aria-hidden="true">·</span> ${check.name} <span aria-hidden="true">·</span> <time datetime="${startedAt}">${timeText(startedAt)}</time></p>
<h1><span class="subject">${sidesText(result)}</span> ${verdictMark(verdict)} ${verdictTitle(verdict)}</h1>
<p class="lead">${sentence(reason)}</p>
${simulated === undefined ? null : html`<p class="notice severe"><strong>${simulated}</strong></p>\n`}<dl class="facts">
${result.isSelf ? null : [sideFact('Base', result.base), sideFact('Head', result.head)]}${fact('Cold starts', countsText(result), 'proved cold, base and head')}${verdictsFact(result)}${fact('Ended', endText(result), passText(result))}${fact('Spent', result.spentUsd === null ? 'not known' : formatUsd(result.spentUsd), spentDetail(result))}</dl>
</header>
`;
}

function sideFact(name: string, side: CheckResult['base']): Markup {
  const subject = subjectOf(side.source);
  return fact(name, sideText(side), subject === '' ? undefined : subject);
}

const countsText = ({ base, head }: CheckResult): string =>
  `${base.coldStarts.toLocaleString('en-US')} and ${head.coldStarts.toLocaleString('en-US')}`;

/** How many comparisons there were is part of what a verdict is worth. */
function verdictsFact(result: CheckResult): Markup | null {
  const { length } = result.findings;
  const [first = '', ...others] = verdictCounts(result).split(', ');
  return length === 0
    ? null
    : fact('Verdicts', first, [...others, `of ${length} comparison${length === 1 ? '' : 's'}`].join(', '));
}

const spentDetail = ({ spentUsd, target }: CheckResult): string | undefined =>
  spentUsd === null
    ? 'the price book has no price for it'
    : target.kind === 'emulator'
      ? 'at AWS’s list price, the emulator is free'
      : undefined;
