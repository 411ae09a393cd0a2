import type { RecordedPhase } from '../../recording/index.js';
import { risingByChance } from '../../statistics/index.js';
import { formatMilliseconds, formatRatio } from '../../units/index.js';
import { timed } from './distribution.js';
import type { Figured } from './figures.js';
import type { LoadFigures, Saturation } from './load-result.js';
import type { PhaseSpan } from './phase-span.js';
import type { Selection } from './selection.js';

/**
 * When a function no longer keeps up. All three limits are ours; the last is what queues do: where more arrives than can be
 * done the line grows for as long as that lasts (Kleinrock, Queueing Systems I, 1975, section 1.3).
 */
const LEAST_ACHIEVED = 0.95;
const MOST_THROTTLED = 0.01;
/** Of what was due, not sent as too many were open. */
const MOST_DROPPED = 0.01;
/** From the first third of a phase to its last. */
const MOST_GROWTH = 1.5;
const GROWTH_CHANCE = 0.01;
/** Of a phase with fewer requests nothing is said. */
const FEWEST_REQUESTS = 20;
/** So much of what more concurrency should bring must arrive for a closed loop to have more to give. */
const LEAST_GAIN = 0.1;

/** A phase, or a stretch of a ramp, at one rate. */
export interface Step {
  readonly span: PhaseSpan;
  readonly selection: Selection;
  readonly figured: Figured;
}

/** The lowest rate that a function could not keep up with, of the phases in order of their rate. */
export function saturationOf(steps: readonly Step[]): Saturation {
  const closed = steps.filter(({ span }) => span.phase.kind === 'closed');
  const open = steps.filter(
    ({ span, figured }) => isJudged(span.phase) && figured.figures.counts.due >= FEWEST_REQUESTS,
  );
  if (open.length === 0) return closed.length > 0 ? closedSaturation(closed) : UNKNOWN;
  for (const { span, selection, figured } of [...open].sort(byRate)) {
    const isBurst = span.phase.kind === 'burst';
    const atPerSecond = isBurst ? null : figured.figures.intendedPerSecond;
    const at = isBurst ? `with ${figured.figures.counts.due} at once` : `at ${rate(figured.figures.intendedPerSecond)}`;
    const { droppedAsTooManyOpen: dropped } = figured;
    if (dropped > 0 && dropped > MOST_DROPPED * figured.figures.counts.due) {
      return {
        verdict: 'saturated',
        atPerSecond,
        cause: `${at} so many went unanswered that ${dropped} were not sent`,
      };
    }
    if (figured.limit !== undefined) {
      return { verdict: 'unknown', atPerSecond: null, cause: `${at} the load generator was the bottleneck` };
    }
    const cause = causeOf({ span, selection, figured });
    if (cause !== undefined) return { verdict: 'saturated', atPerSecond, cause: `${at} ${cause}` };
  }
  const rated = open.filter(({ span }) => span.phase.kind !== 'burst');
  if (rated.length === 0) return { ...UNKNOWN, cause: 'a burst has no rate to keep up with; it was not throttled' };
  const best = Math.max(...rated.map(({ figured }) => figured.figures.achievedPerSecond));
  return {
    verdict: 'not-reached',
    atPerSecond: best,
    cause: `it kept up with every rate that was tried, up to ${rate(best)}`,
  };
}

const UNKNOWN: Saturation = {
  verdict: 'unknown',
  atPerSecond: null,
  cause: `no phase has a rate and ${FEWEST_REQUESTS} requests or more`,
};

/** What is due all at once has no rate: it comes last. */
function byRate(a: Step, b: Step): number {
  const rateOf = ({ span, figured }: Step): number =>
    span.phase.kind === 'burst' ? Number.MAX_VALUE : figured.figures.intendedPerSecond;
  return rateOf(a) - rateOf(b);
}

const isJudged = ({ kind }: RecordedPhase): boolean => kind !== 'closed' && kind !== 'pause';

function causeOf({ span, selection, figured: { figures } }: Step): string | undefined {
  const { throttles, intendedPerSecond, achievedPerSecond } = figures;
  if (throttles.ratio > MOST_THROTTLED) return `${throttles.count} of ${throttles.n} requests were throttled`;
  // What is due all at once has no rate to keep up with.
  if (span.phase.kind === 'burst') return undefined;
  if (achievedPerSecond < LEAST_ACHIEVED * intendedPerSecond) return behind(figures);
  return growing(selection);
}

function behind({ achievedPerSecond, intendedPerSecond, errors }: LoadFigures): string {
  const failed = errors.ratio > 1 - LEAST_ACHIEVED ? `, as ${errors.count} of ${errors.n} failed` : '';
  return `only ${rate(achievedPerSecond)} were answered well, ${formatRatio(achievedPerSecond / intendedPerSecond)} of what arrived${failed}`;
}

/** Medians of the phase's blocks of time that rise, and by much: an upward drift of a few per cent is no queue. */
function growing(selection: Selection): string | undefined {
  const medians = blockMedians(selection);
  const third = Math.floor(medians.length / 3);
  if (third < 2 || risingByChance(medians) >= GROWTH_CHANCE) return undefined;
  const mean = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0) / values.length;
  const [before, after] = [mean(medians.slice(0, third)), mean(medians.slice(-third))];
  if (after < MOST_GROWTH * before) return undefined;
  return `latency grew all the time, from ${formatMilliseconds(before)} to ${formatMilliseconds(after)}`;
}

function blockMedians(selection: Selection): number[] {
  const { rows, numbers, blocks } = selection;
  const members = new Map<number, number[]>();
  for (const [i, row] of numbers.entries()) {
    const block = blocks.of[i] as number;
    const known = members.get(block);
    if (known === undefined) members.set(block, [row]);
    else known.push(row);
  }
  return [...members.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([, own]) => {
      const part = {
        ...selection,
        numbers: Uint32Array.from(own),
        blocks: { of: new Uint16Array(own.length), strata: [1] },
      };
      const latency = timed(part, (row) => (rows.isTimed(row) ? rows.latency.at(row) : Number.NaN), rows.isInVain);
      const median = latency.survival.quantile(0.5);
      return median === undefined ? [] : [median.value];
    });
}

/** A closed loop never overruns what it loads: it is saturated where more at once no longer brings more answers. */
function closedSaturation(steps: readonly Step[]): Saturation {
  const levels = steps
    .flatMap(({ span: { phase }, figured: { figures } }) =>
      phase.kind === 'closed'
        ? [{ concurrency: phase.concurrency, perSecond: figures.achievedPerSecond, throttles: figures.throttles }]
        : [],
    )
    .sort((a, b) => a.concurrency - b.concurrency);
  const best = Math.max(...levels.map(({ perSecond }) => perSecond));
  const throttled = levels.find(({ throttles }) => throttles.ratio > MOST_THROTTLED);
  for (const [index, { concurrency, perSecond }] of levels.entries()) {
    const next = levels[index + 1];
    if (next === undefined) break;
    const gain = next.perSecond / perSecond - 1;
    if (gain >= LEAST_GAIN * (next.concurrency / concurrency - 1)) continue;
    const cause = `from ${concurrency} to ${next.concurrency} requests at once the rate went from ${rate(perSecond)} to ${rate(next.perSecond)}`;
    return { verdict: 'saturated', atPerSecond: best, cause };
  }
  if (throttled !== undefined) {
    const { count, n } = throttled.throttles;
    return {
      verdict: 'saturated',
      atPerSecond: best,
      cause: `${count} of ${n} requests were throttled at ${throttled.concurrency} at once`,
    };
  }
  return levels.length < 2
    ? {
        verdict: 'unknown',
        atPerSecond: best,
        cause: `${rate(best)} with one concurrency: whether more brings more takes a second one`,
      }
    : { verdict: 'not-reached', atPerSecond: best, cause: `each concurrency brought more, up to ${rate(best)}` };
}

const rate = (perSecond: number): string => `${Number(perSecond.toPrecision(3))}/s`;
