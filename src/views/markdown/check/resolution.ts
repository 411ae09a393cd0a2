import type { CheckResult } from '../../../analysis/index.js';
import { formatRatio } from '../../../units/index.js';
import { findingName, METRIC_HEADINGS, RESOLUTION_NOTE, resolutionSteps } from '../../wording/index.js';
import { table } from './table.js';

/** Of a check against itself: the smallest change that so many cold starts a side find. */
export function resolutionBlocks(result: CheckResult): string[] {
  const { resolution, check } = result;
  if (resolution.length === 0) return [];
  const steps = resolutionSteps(result);
  const isOneSize = check.memorySizesMB.length === 1;
  const rows = resolution.map((it) => [
    isOneSize ? METRIC_HEADINGS[it.metric] : findingName(it),
    formatRatio(it.spreadPercent / 100),
    ...steps.map((perSide) => {
      const found = it.detectable.find((step) => step.perSide === perSide);
      return found === undefined ? '–' : formatRatio(found.changePercent / 100);
    }),
  ]);
  const headings = ['Found with', 'Spread', ...steps.map((it) => `n ${it}`)];
  return [table(headings, rows), `<sub>${RESOLUTION_NOTE}</sub>`];
}
