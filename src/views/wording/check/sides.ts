import { type CheckResult, METRIC_UNITS } from '../../../analysis/index.js';
import { formatMegabytes } from '../../../units/index.js';
import { failedText } from '../failure.js';
import { limitPair, METRIC_HEADINGS } from './metric.js';

type SideCounts = CheckResult['base'];

const count = (value: number): string => value.toLocaleString('en-US');

/** `20 cold and 100 warm starts; thrown out: 3, its report has no Init Duration`. */
export function sideCountsText({ coldStarts, warm, thrownOut }: SideCounts): string {
  const starts = `${count(coldStarts)} cold and ${count(warm)} warm ${coldStarts + warm === 1 ? 'start' : 'starts'}`;
  const reasons = thrownOut.map((it) => `${count(it.count)}, ${it.reason}`);
  return reasons.length === 0 ? starts : `${starts}; thrown out: ${reasons.join('; ')}`;
}

/** `6 failed: TypeError: ...`; the first message of its kind. */
export const sideFailures = ({ failures }: SideCounts): string[] =>
  failures.map(({ kind, message, count: times }) => `${count(times)} ${failedText(kind)}: ${shortened(message)}`);

/** A function may fail with a message as long as it likes. */
const LONGEST = 400;
const shortened = (message: string): string => {
  const text = message.replace(/\s+/g, ' ').trim();
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
};

/** `at 128 MB, 512 MB on x86_64, 5 warm invocations after each cold start`. */
export function askedOfCheck({ check }: CheckResult): string {
  const sizes = check.memorySizesMB.map(formatMegabytes).join(', ');
  const warm = check.warmPerEnvironment;
  const after = warm === 0 ? 'no warm invocations' : `${warm} warm ${warm === 1 ? 'invocation' : 'invocations'}`;
  return `at ${sizes} on ${check.architecture}, ${after} after each cold start, at most ${count(check.maxColdStarts)} cold starts a side at each size`;
}

/** `Init Duration 5 % and 5 ms; Warm Duration 5 % and 1 ms`: what counts as a rise, of each metric that is looked at. */
export const limitsLine = ({ check }: CheckResult): string =>
  check.limits
    .map(
      ({ metric, relativeRatio, absolute }) =>
        `${METRIC_HEADINGS[metric]} ${limitPair(METRIC_UNITS[metric], 100 * relativeRatio, absolute)}`,
    )
    .join('; ');
