import { html, type Markup } from './markup.js';

/** AWS's words mean what AWS says; only what a reader could take for something else is explained. */
export const DEFINITIONS: readonly (readonly [term: string, meaning: string])[] = [
  ['Duration', 'the time AWS measured in the handler.'],
  ['Billed', 'Duration plus, for a cold start, Init Duration, rounded up to a millisecond.'],
  ['Init', 'the time before the handler of a cold start: runtime, extensions, code outside the handler.'],
  ['Cold', 'the report has an Init or Restore Duration; every other start is warm.'],
  ['95 % interval', 'of a quantile from order statistics; of a mean cost by BCa bootstrap.'],
  ['Tied', 'the strategy cannot tell these sizes apart with this evidence.'],
  ['Capped', 'the emulator’s host has fewer cores than the size is due.'],
  ['Failed', 'at least one invocation in ten failed, so the size is left out of the recommendation.'],
  ['Cost', 'of a million invocations at the scenario’s cold share: duration, requests, ephemeral storage.'],
];

/** Where there is some. */
export const SIMULATED_TERM = [
  'Simulated',
  'drawn by the emulator from published distributions, not measured; the recording says how much of each invocation.',
] as const;

export const definitions = (
  terms: readonly (readonly [string, string])[] = DEFINITIONS,
): Markup => html`<section aria-labelledby="terms-title" class="terms">
<h2 id="terms-title">Terms</h2>
<dl>
${terms.map(([term, meaning]) => html`<div><dt>${term}</dt> <dd>${meaning}</dd></div>\n`)}</dl>
</section>
`;
