import { type ApplyResult, type CanaryResult, type JudgedPromise, mostOf } from '../../analysis/index.js';
import {
  formatAskedMilliseconds,
  formatAskedRatio,
  formatMegabytes,
  formatMilliseconds,
  formatPercentChange,
  formatRatio,
  formatUsd,
} from '../../units/index.js';
import { spanText } from './span.js';

type Apply = ApplyResult['apply'];
export type PromiseOf = JudgedPromise['promise'];

/** `512 MB → 1,024 MB`. */
export const sizeChange = ({ fromMB, toMB }: Apply): string => `${formatMegabytes(fromMB)} → ${formatMegabytes(toMB)}`;

/** `cost`, `median warm duration`, `p95 of warm durations`. */
export function promiseName(promise: PromiseOf): string {
  if (promise.kind === 'limit')
    return `${promise.percentile} of ${promise.of === 'all' ? 'all starts' : 'warm durations'}`;
  if (promise.of === 'cost') return promise.kind === 'change' ? 'cost' : 'cost per million invocations';
  return `${promise.kind === 'change' ? (promise.durationOf ?? 'median') : 'median'} warm duration`;
}

/** Figures of a promise, in its unit. */
export function promiseFormat(promise: PromiseOf): (value: number) => string {
  if (promise.kind === 'change') return formatPercentChange;
  return promise.kind === 'level' && promise.of === 'cost' ? formatUsd : formatMilliseconds;
}

/** `-50 % (-52 to -48 %)`, `at most 200 ms`. */
export function promisedText(promise: PromiseOf): string {
  const format = promiseFormat(promise);
  if (promise.kind === 'limit') return `at most ${format(promise.limitMs)}`;
  const value = promise.kind === 'change' ? promise.percent : promise.value;
  return `${format(value)} (${intervalText(format, promise.low, promise.high)})`;
}

/** What still keeps it. */
export const mostText = (promise: PromiseOf): string => `at most ${promiseFormat(promise)(mostOf(promise))}`;

/** `-49.1 % (-51 to -47 %, n = 210)`, and why there is no interval. */
export function freshText({ promise, fresh }: JudgedPromise): string {
  if (fresh === null) return 'not measured';
  const format = promiseFormat(promise);
  return `${format(fresh.value)} (${intervalText(format, fresh.low, fresh.high, fresh.note)}, n = ${fresh.n})`;
}

/** The same in pieces, for a table; undefined where nothing was measured of it. */
export function freshFigure({
  promise,
  fresh,
}: JudgedPromise): { readonly value: string; readonly interval?: string } | undefined {
  if (fresh === null) return undefined;
  const format = promiseFormat(promise);
  const { value, low, high } = fresh;
  return { value: format(value), ...(low === null || high === null ? {} : { interval: spanText(format, low, high) }) };
}

const intervalText = (
  format: (value: number) => string,
  low: number | null,
  high: number | null,
  note?: string,
): string =>
  low === null || high === null ? `no interval${note === undefined ? '' : `: ${note}`}` : spanText(format, low, high);

/** What came of it, in one sentence. */
export function applyHeadline(result: ApplyResult): string {
  const { apply, outcome, publishedVersion, rolledBackWhy } = result;
  const { alias } = apply;
  const what = `${result.function.name}: memory size ${sizeChange(apply)}`;
  switch (outcome) {
    case 'applied':
      return alias === undefined
        ? `${what} is applied`
        : `${what} is applied: ${alias.name} stands for version ${publishedVersion ?? 'the new one'}, before ${alias.version}`;
    case 'rolled-back':
      return `${what} was applied and rolled back: ${rolledBackWhy ?? 'it did not keep what was promised'}`;
    case 'unfinished':
      return `${what} was begun and not finished: what is left of it stands in its journal, and "kelvin restore" puts it back`;
    case 'not-applied':
      return `${what} was not applied: ${whyNot(result)}`;
  }
}

function whyNot({ verification, endReason, endDetail, apply }: ApplyResult): string {
  const { verdict, failing, promises, blocks } = verification;
  if (endReason === 'failed') return endDetail ?? 'the run failed';
  if (failing === 'both') return 'the function fails at both sizes, so that nothing can be held against the promise';
  if (failing === 'old') return 'the function fails at the size it has, so that there is nothing to compare with';
  if (failing === 'new') return 'the function fails at the new size and not at the one it has';
  if (verdict === 'broken') {
    const broken = promises.filter((it) => it.verdict === 'broken');
    return `the promise does not hold: ${broken.map((it) => `${promiseName(it.promise)} ${freshText(it)}`).join('; ')}`;
  }
  if (endReason === 'interrupted' || endReason === 'stopped') return `it was ${endReason} before`;
  if (endReason === null) return 'it goes on, or was killed before anything was changed';
  const fewest = Math.min(...apply.looksAtBlocks);
  const few = blocks < fewest ? `: it takes ${fewest} blocks, and ${blocks} ${blocks === 1 ? 'counts' : 'count'}` : '';
  return `the fresh measurement does not decide whether the promise holds${few}`;
}

const CANARY_WHY: Readonly<Record<NonNullable<CanaryResult['why']>, string>> = {
  'out-of-memory': 'it ran out of memory',
  failures: 'it fails more often than the old version',
  slower: 'it is slower than the worst that was promised',
};

/** What the traffic said. */
export function canaryVerdict(canary: CanaryResult): string {
  const { verdict, why, new: newer, trouble } = canary;
  if (verdict === 'unseen') {
    const what = newer.invocations === 0 ? 'nothing' : 'too little';
    return `${what} of version ${newer.version} was found in the log group${trouble === null ? '' : ` (${trouble})`}`;
  }
  return verdict === 'broken'
    ? `version ${newer.version} was stopped: ${why === undefined ? 'it broke the promise' : CANARY_WHY[why]}`
    : `version ${newer.version} kept the promise`;
}

/** `version 8: 120 invocations, 0 failed, mean warm duration 50.1 ms (n = 110)`. */
export function seenText({ version, invocations, failures, outOfMemory, warm }: CanaryResult['old']): string {
  const memory = outOfMemory === 0 ? '' : `, ${outOfMemory} of them out of memory`;
  const duration =
    warm.meanDurationMs === null
      ? 'no warm duration'
      : `mean warm duration ${formatMilliseconds(warm.meanDurationMs)} (n = ${warm.n})`;
  return `version ${version}: ${invocations.toLocaleString('en-US')} invocations, ${failures.toLocaleString('en-US')} failed${memory}, ${duration}`;
}

/** `mean warm duration -49 % (-52 to -46 %) by 10 windows`. */
export function canaryChange({ durationChange: it, windows, level }: CanaryResult): string {
  if (it === null) return 'no window has warm durations of both versions';
  const interval = intervalText(formatPercentChange, it.low, it.high, it.note);
  return `mean warm duration ${formatPercentChange(it.percent)} (${formatRatio(level)} interval ${interval}) by ${windows} windows`;
}

/** What an application would do, before anybody is asked. */
export function planLines({
  apply,
  name,
  place,
}: {
  readonly apply: Apply;
  readonly name: string;
  readonly place: string;
}) {
  const { alias, canary, promises, toleranceRatio, notes } = apply;
  const isNew = alias !== undefined && alias.memorySizeMB !== apply.fromMB;
  return {
    change: `${name} in ${place}: memory size ${sizeChange(apply)}`,
    promises: promises.map(
      (it) =>
        `promised: ${promiseName(it)} ${promisedText(it)}${it.kind === 'limit' ? '' : `; with ${formatAskedRatio(toleranceRatio)} tolerance ${mostText(it)}`}`,
    ),
    steps: [
      'first both sizes are measured afresh, in turn, on versions of their own, which are removed again; nothing is applied unless the promise holds',
      alias === undefined
        ? `then the memory size of $LATEST is set to ${formatMegabytes(apply.toMB)}`
        : `then $LATEST is set to ${formatMegabytes(apply.toMB)} and published, and ${alias.name} (now version ${alias.version}${isNew ? `, ${formatMegabytes(alias.memorySizeMB)}` : ''}) moves to the new version`,
      ...(canary === undefined
        ? []
        : [
            `the new version gets ${formatAskedRatio(canary.shareRatio)} of the traffic of ${alias?.name ?? 'the alias'} for ${formatAskedMilliseconds(canary.forMs)}, watched in its log group; it is rolled back at the first sign of trouble`,
          ]),
    ],
    notes,
  };
}
