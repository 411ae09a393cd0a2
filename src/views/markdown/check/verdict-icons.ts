import type { Verdict } from '../../../analysis/index.js';

export const VERDICT_ICONS: Readonly<Record<Verdict, string>> = {
  regressed: '❌',
  inconclusive: '❔',
  improved: '🔽',
  unchanged: '✅',
};
