import type { Recommendation, Result } from '../../../analysis/index.js';
import { describeStrategy } from '../../../scenario/index.js';
import { formatMegabytes, formatPercentChange } from '../../../units/index.js';
import { formatChangeSpan, listSizes, plural } from '../figures.js';
import { clean, type Line, paragraph } from '../layout/index.js';

const changeText = (name: string, percent: number, low: number | null, high: number | null): string =>
  `${name} ${formatPercentChange(percent)} ${low === null || high === null ? '(no interval)' : formatChangeSpan(low, high)}`;

function versusCurrentText({ versusCurrent: it, memorySizeMB }: Recommendation, result: Result): string {
  const current = result.function.currentMemorySizeMB;
  if (current === null) return 'The function was made for this run: there is no current memory size to compare with.';
  if (current === memorySizeMB) return `${formatMegabytes(current)} is the current memory size: nothing to change.`;
  if (it === null) return `No comparison: the current memory size, ${formatMegabytes(current)}, gave no figures.`;
  const cost = changeText('cost', it.costPercent, it.costPercentLow, it.costPercentHigh);
  const duration = changeText(
    'median warm duration',
    it.durationPercent,
    it.durationPercentLow,
    it.durationPercentHigh,
  );
  return `Against the current ${formatMegabytes(it.currentMemorySizeMB)}: ${cost}, ${duration}.`;
}

function tieText({ tiedMemorySizesMB: tied }: Recommendation): string | undefined {
  if (tied.length < 2) return undefined;
  return `Tied: ${listSizes(tied)} cannot be told apart by this strategy with these measurements.`;
}

/** Why there is no recommendation, as far as the sizes tell; the warnings say the rest. */
function whyNothing({ sizes, scenario }: Result): string {
  const count = (status: Result['sizes'][number]['status']) => sizes.filter((it) => it.status === status).length;
  const measured = count('measured');
  if (sizes.length === 0) return 'the run measured no memory size';
  if (measured > 0) {
    return `none of the ${plural(measured, 'measured size')} fits the strategy "${describeStrategy(scenario.strategy)}"`;
  }
  const parts = [
    count('failed') > 0 && `${plural(count('failed'), 'size')} failed`,
    count('unmeasured') > 0 && `${plural(count('unmeasured'), 'size')} had no measurement`,
  ];
  return parts.filter((it) => typeof it === 'string').join(', ');
}

/** What to do: the sentence of the recommendation, its ties, and the change against today. */
export function verdict(result: Result, width: number): Line[] {
  const { recommendation } = result;
  if (recommendation === null) {
    return paragraph(`Nothing is recommended: ${whyNothing(result)}.`, width, 'bad', '✗ ');
  }
  const tie = tieText(recommendation);
  return [
    ...paragraph(clean(recommendation.reason), width, 'good', '★ '),
    ...(tie === undefined ? [] : paragraph(tie, width, 'tied', '≈ ')),
    ...paragraph(versusCurrentText(recommendation, result), width, 'plain', '  '),
  ];
}
