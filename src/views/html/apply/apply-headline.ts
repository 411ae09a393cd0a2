import type { ApplyResult } from '../../../analysis/index.js';
import { formatAskedRatio, formatMilliseconds, formatUsd } from '../../../units/index.js';
import { applyHeadline, canaryVerdict, simulatedText, sizeChange } from '../../wording/index.js';
import { timeText } from '../figures.js';
import { fact } from '../headline.js';
import { html, type Markup } from '../markup.js';
import { promiseMark, VERDICT_WORDS } from './verdicts.js';

const OUTCOMES: Readonly<
  Record<ApplyResult['outcome'], { readonly mark: Parameters<typeof promiseMark>[0]; readonly title: string }>
> = {
  applied: { mark: 'kept', title: 'Applied' },
  'rolled-back': { mark: 'broken', title: 'Rolled back' },
  'not-applied': { mark: 'open', title: 'Not applied' },
  unfinished: { mark: 'broken', title: 'Not finished' },
};

/** What was to be applied, and what came of it. */
export function outcomeHeadline(result: ApplyResult): Markup {
  const { function: fn, apply, startedAt, outcome } = result;
  const { mark, title } = OUTCOMES[outcome];
  const simulated = simulatedText(result);
  return html`<header>
<p class="eyebrow">Kelvin apply <span aria-hidden="true">·</span> ${fn.name} <span aria-hidden="true">·</span> <time datetime="${startedAt}">${timeText(startedAt)}</time></p>
<h1><span class="subject">${fn.name}: memory size ${sizeChange(apply)}</span> ${promiseMark(mark)} ${title}</h1>
<p class="lead">${applyHeadline(result)}.</p>
${simulated === undefined ? null : html`<p class="notice severe"><strong>${simulated}</strong></p>\n`}<dl class="facts">
${facts(result)}</dl>
</header>
`;
}

function facts({ apply, verification, canary, publishedVersion, spent, endReason, target }: ApplyResult): Markup[] {
  const { alias } = apply;
  const version = publishedVersion === undefined ? 'nothing published' : `version ${publishedVersion} published`;
  return [
    fact('The promise is', VERDICT_WORDS[verification.verdict], `${verification.blocks} blocks of both sizes, in turn`),
    ...(alias === undefined ? [] : [fact('Alias', alias.name, `version ${alias.version} before; ${version}`)]),
    ...(apply.canary === undefined
      ? []
      : [
          fact(
            'Canary',
            `${formatAskedRatio(apply.canary.shareRatio)} for ${formatMilliseconds(apply.canary.forMs)}`,
            canary === null ? 'it never began' : canaryVerdict(canary),
          ),
        ]),
    fact(
      'Spent',
      formatUsd(spent.usd),
      `${spent.invocations.toLocaleString('en-US')} invocations${target.kind === 'emulator' ? '; at AWS’s list price, the emulator is free' : ''}`,
    ),
    fact('Ended', endReason ?? 'no end recorded'),
  ];
}
