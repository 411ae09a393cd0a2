import type { ThresholdVerdict } from '../../../analysis/index.js';
import { formatMegabytes } from '../../../units/index.js';
import { thresholdText, verdictFigure } from '../../wording/index.js';

/** `p99Latency: <300ms at 512 MB: 412 ms (380 to 450 ms, n 3,000)`: in CI such a line may be all that is read. */
export function verdictLine(verdict: ThresholdVerdict): string {
  const { memorySizeMB } = verdict;
  const where = memorySizeMB === null ? '' : ` at ${formatMegabytes(memorySizeMB)}`;
  return `${thresholdText(verdict)}${where}: ${verdictFigure(verdict)}`;
}
