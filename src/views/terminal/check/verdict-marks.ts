import type { Verdict } from '../../../analysis/index.js';
import type { Tone } from '../layout/index.js';

export const VERDICT_MARKS: Readonly<Record<Verdict, string>> = {
  regressed: '✗',
  inconclusive: '?',
  improved: '▼',
  unchanged: '✓',
};

export const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  regressed: 'bad',
  inconclusive: 'warn',
  improved: 'good',
  unchanged: 'plain',
};
