import type { Verdict } from '../../../analysis/index.js';
import { html, type Markup } from '../markup.js';

/** Verdicts are told apart by shape first: up, down, round, and open where nothing is settled. In the square from -1 to 1. */
export const VERDICT_SHAPE: Readonly<Record<Verdict, string>> = {
  regressed: 'M0,-1.15L1.2,0.95H-1.2Z',
  improved: 'M0,1.15L1.2,-0.95H-1.2Z',
  unchanged: 'M-0.95,0A0.95,0.95,0,1,1,0.95,0A0.95,0.95,0,1,1,-0.95,0Z',
  inconclusive: 'M0,-1.25L1.25,0L0,1.25L-1.25,0Z',
};

export const VERDICT_COLOR: Readonly<Record<Verdict, string>> = {
  regressed: 'var(--alarm)',
  improved: 'var(--third)',
  unchanged: 'var(--ink)',
  inconclusive: 'var(--muted)',
};

/** Only what was decided is filled. */
export const isFilled = (verdict: Verdict): boolean => verdict !== 'inconclusive';

export const verdictMark = (verdict: Verdict): Markup =>
  html`<svg class="mark verdict-${verdict}" viewBox="-1.6 -1.6 3.2 3.2" aria-hidden="true"><path d="${VERDICT_SHAPE[verdict]}"/></svg>`;
