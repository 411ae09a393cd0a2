import type { JudgedPromise } from '../../../analysis/index.js';
import { html, type Markup } from '../markup.js';

type Verdict = JudgedPromise['verdict'];

/** Told apart by shape first: round, a cross, and open where nothing is settled. In the square from -1 to 1. */
export const PROMISE_SHAPE: Readonly<Record<Verdict, string>> = {
  kept: 'M-0.95,0A0.95,0.95,0,1,1,0.95,0A0.95,0.95,0,1,1,-0.95,0Z',
  broken: 'M0,-1.15L1.2,0.95H-1.2Z',
  open: 'M0,-1.25L1.25,0L0,1.25L-1.25,0Z',
};

export const PROMISE_COLOR: Readonly<Record<Verdict, string>> = {
  kept: 'var(--third)',
  broken: 'var(--alarm)',
  open: 'var(--muted)',
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  kept: 'kept',
  broken: 'broken',
  open: 'not decided',
};

/** Only what was decided is filled. */
export const isFilled = (verdict: Verdict): boolean => verdict !== 'open';

export const promiseMark = (verdict: Verdict): Markup =>
  html`<svg class="mark promise-${verdict}" viewBox="-1.6 -1.6 3.2 3.2" aria-hidden="true"><path d="${PROMISE_SHAPE[verdict]}"/></svg>`;
