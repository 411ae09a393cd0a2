import { type Candidate, isSameCandidate, type Outlook } from '../curve/index.js';
import { milliseconds } from '../units/index.js';
import { type Option, Valuation } from './value.js';

/** Warm invocations of one visit. More at once would be decided by one host. */
const COUNTS = [1, 2, 4, 8] as const;
/** A visit begins cold: with an INIT and a first invocation that runs slower. */
const COLD_PRICE = 2;
/** The likeliest to be best, and as many spread over all sizes for the sake of the shape. */
const LIKELIEST = 20;
const SPREAD = 12;

export interface Terms {
  /** Warm invocations that may still be made. */
  readonly most: number;
  readonly coldPerVisit: number;
  /** Only candidates that were not measured yet. */
  readonly isNew: boolean;
  readonly visitUsd?: ((candidate: Candidate) => number) | undefined;
  /** Not this one, if there is another. */
  readonly avoid?: Candidate | undefined;
}

/** Where one more visit is worth most for what it costs. */
export function bestOption(outlook: Outlook, { most, coldPerVisit, isNew, avoid, visitUsd }: Terms): Option {
  const { problem, posterior } = outlook;
  const valuation = new Valuation(
    outlook,
    posterior.measured.map(({ index }) => index),
  );
  let best: Option | undefined;
  let highest = 0;
  const isKnown = (index: number): boolean => posterior.measured.some((it) => it.index === index);
  const isAvoided = (index: number): boolean => {
    const candidate = problem.candidates[index];
    return candidate !== undefined && isSameCandidate(candidate, avoid);
  };
  const options = worthALook(outlook).filter((index) => (!isNew || !isKnown(index)) && !isAvoided(index));
  const counts = countsFor({ most, coldPerVisit });
  for (const index of options) {
    const candidate = problem.candidates[index];
    if (candidate === undefined) continue;
    const price = problem.priceUsd(candidate, milliseconds(typicalMs(outlook, index)));
    const besides = visitUsd?.(candidate) ?? 0;
    for (const count of counts) {
      const gain = valuation.of({ index, count });
      const worth = gain / (price * (count + COLD_PRICE * coldPerVisit) + besides);
      if (worth <= highest || gain < LEAST_GAIN * valuation.expected) continue;
      highest = worth;
      best = { index, count };
    }
  }
  const count = Math.max(1, Math.min(most, CONTENDER_COUNT));
  const [likeliest] = options;
  return best ?? { index: isNew && likeliest !== undefined ? likeliest : leastKnownContender(outlook), count };
}

/**
 * A real visit begins cold, and one warm invocation after it would cost three and say nothing of how alike those of a visit
 * are.
 */
function countsFor({ most, coldPerVisit }: Pick<Terms, 'most' | 'coldPerVisit'>): number[] {
  const wanted = COUNTS.filter((count) => count <= most && (coldPerVisit === 0 || count > 1));
  return wanted.length > 0 ? wanted : [1];
}

/** What promises less than this of the expected regret promises nothing: it is within the error of the draws. */
const LEAST_GAIN = 0.02;
const CONTENDERS = 3;
const CONTENDER_COUNT = 2;

/** Where no single visit can change the choice, many can: of those that may be the best, the one that is known least. */
function leastKnownContender({ best, posterior }: Outlook): number {
  const wins = new Map<number, number>();
  for (const index of best) wins.set(index, (wins.get(index) ?? 0) + 1);
  const contenders = [...wins].sort(([, a], [, b]) => b - a).slice(0, CONTENDERS);
  const errorOf = (index: number): number => {
    const known = posterior.measured.find((it) => it.index === index);
    return (posterior.scatters[index] as number) * Math.sqrt(known?.spread ?? 1);
  };
  const [least] = contenders.map(([index]) => index).sort((a, b) => errorOf(b) - errorOf(a));
  return least ?? 0;
}

/** Of a range there are a hundred candidates, and each costs a millisecond to value. */
function worthALook({ problem, best, posterior }: Outlook): number[] {
  const size = problem.candidates.length;
  const wins = new Map<number, number>();
  for (const index of best) wins.set(index, (wins.get(index) ?? 0) + 1);
  const likeliest = [...wins].sort(([, a], [, b]) => b - a).slice(0, LIKELIEST);
  const spread = Array.from({ length: Math.min(SPREAD, size) }, (_, it) =>
    Math.round((it * (size - 1)) / Math.max(1, Math.min(SPREAD, size) - 1)),
  );
  return [
    ...new Set([...likeliest.map(([index]) => index), ...posterior.measured.map(({ index }) => index), ...spread]),
  ];
}

/** The geometric mean of what is believed, so that a few wild draws do not price a size out. */
function typicalMs({ durations, count, problem }: Outlook, index: number): number {
  const size = problem.candidates.length;
  let sum = 0;
  for (let row = 0; row < count; row++) sum += Math.log(durations[row * size + index] as number);
  return Math.exp(sum / count);
}
