import type { Candidate, Observation, Problem } from '../../curve/index.js';
import { type Random, seededRandom } from '../../statistics/index.js';
import { type Milliseconds, milliseconds, sum, type Usd } from '../../units/index.js';
import type { Policy } from '../move.js';
import { quantileMs } from './durations.js';
import type { Conditions, RecordedCurve, RecordedSize } from './recorded-curve.js';
import type { Truth } from './truth.js';

/** One visit of a replayed run, for whoever wants to see why a policy chose what it chose. */
export interface ReplayedMove extends Candidate {
  readonly count: number;
  readonly meanMs: Milliseconds;
  readonly why: string;
}

/** How one run of one policy went. */
export interface ReplayRun {
  readonly policy: string;
  readonly curve: string;
  readonly repetition: number;
  readonly chosen: Candidate | null;
  readonly best: Candidate;
  /** Null where nothing was chosen, or what does not work. */
  readonly regretRatio: number | null;
  /** Null where the policy claims nothing. */
  readonly boundRatio: number | null;
  readonly why: string;
  readonly invocations: number;
  readonly costUsd: Usd;
  /** The same in invocations of the best candidate. */
  readonly costOptimal: number;
  readonly moves: readonly ReplayedMove[];
}

/** No policy that ends needs more; one that does not end is a bug. */
const MOST_MOVES = 2_000;

export interface ReplayParts {
  readonly curve: RecordedCurve;
  readonly problem: Problem;
  readonly truth: Truth;
  readonly policy: Policy;
  readonly repetition: number;
  readonly seed: number;
}

/**
 * Lets a policy explore a recorded curve. Every size has a stream of durations of its own, by seed, curve and repetition:
 * the nth invocation at a size is the same for all policies, which makes their difference surer than either of them.
 */
export function replayRun(parts: ReplayParts): ReplayRun {
  const { curve, policy, problem, repetition } = parts;
  const invoke = invoker(parts);
  const seen: Observation[] = [];
  const moves: ReplayedMove[] = [];
  for (let visit = 0; visit < MOST_MOVES; visit++) {
    const move = policy.next(seen);
    if (move.kind === 'done') {
      const costUsd = sum(seen.map((it) => problem.priceUsd(it, it.billedDurationMs ?? milliseconds(0))));
      return {
        ...{ policy: policy.name, curve: curve.name, repetition, moves, costUsd, why: move.why },
        ...judged(move.chosen, parts),
        boundRatio: move.boundRatio,
        invocations: seen.length,
        costOptimal: costUsd / parts.truth.optimalUsd,
      };
    }
    const size = sizeOf(curve, move.candidate);
    if (size === undefined || !(move.count >= 1)) throw new Error(`${policy.name} measures what is no candidate`);
    const made = invoke(size, visit, move.count);
    seen.push(...made);
    const warm = made.filter(({ kind }) => kind === 'warm');
    const meanMs = milliseconds(warm.reduce((total, { durationMs = 0 }) => total + durationMs, 0) / warm.length);
    moves.push({ ...move.candidate, count: move.count, meanMs, why: move.why });
  }
  throw new Error(`${policy.name} has not ended after ${MOST_MOVES} visits to ${curve.name}`);
}

const sizeOf = ({ sizes }: RecordedCurve, { memorySizeMB, architecture }: Candidate): RecordedSize | undefined =>
  sizes.find((it) => it.memorySizeMB === memorySizeMB && it.architecture === architecture);

function judged(
  candidate: Candidate | undefined,
  { curve, truth }: ReplayParts,
): Pick<ReplayRun, 'chosen' | 'best' | 'regretRatio'> {
  const best = { memorySizeMB: truth.best.memorySizeMB, architecture: truth.best.architecture };
  if (candidate === undefined) return { chosen: null, best, regretRatio: null };
  const { memorySizeMB, architecture } = candidate;
  const index = curve.sizes.findIndex((it) => it.memorySizeMB === memorySizeMB && it.architecture === architecture);
  const regretRatio = truth.regrets.ratios[index];
  if (regretRatio === undefined) throw new Error(`${memorySizeMB} MB is no candidate of ${curve.name}`);
  // A size that does not work is no choice at all.
  return {
    chosen: { memorySizeMB, architecture },
    best,
    regretRatio: Number.isFinite(regretRatio) ? regretRatio : null,
  };
}

/** Makes the invocations of a visit: a cold start first, where any were recorded, then so many warm ones. */
function invoker({ curve, problem, repetition, seed }: ReplayParts) {
  const streamOf = streams(`${seed} ${repetition} ${curve.name}`);
  const { hosts, driftRatio = 0 } = curve.conditions ?? {};
  const payload = problem.payloads[0]?.name ?? '';
  let made = 0;
  return (size: RecordedSize, visit: number, count: number): Observation[] => {
    const { memorySizeMB, architecture, failsAfterMs } = size;
    const name = `${architecture} ${memorySizeMB}`;
    const host = hosts === undefined ? 1 : factorOf(hosts, streamOf(`${name} hosts`)());
    const common = { memorySizeMB, architecture, visit, payload };
    const factor = (): number => host * (1 + (driftRatio * made++) / 100);
    const first = size.cold === undefined ? [] : [coldStart(size.cold, streamOf(`${name} cold`), factor())];
    const warm = streamOf(`${name} warm`);
    const rest = Array.from({ length: count }, () => {
      const durationMs = milliseconds(quantileMs(size.warm, warm()) * factor());
      return { kind: 'warm' as const, durationMs, billedDurationMs: rounded(durationMs) };
    });
    if (failsAfterMs === undefined) return [...first, ...rest].map((it) => ({ ...common, ...it }));
    const billedDurationMs = rounded(milliseconds(failsAfterMs));
    return rest.map(() => ({ ...common, kind: 'warm' as const, billedDurationMs }));
  };
}

/** A stream of random numbers for each name, that of a name the same whatever else is drawn. */
function streams(run: string): (name: string) => Random {
  const known = new Map<string, Random>();
  return (name) => {
    const stream = known.get(name) ?? seededRandom(hashOf(`${run} ${name}`));
    known.set(name, stream);
    return stream;
  };
}

/** Of the kind of host that a number from 0 to 1 lands on. */
function factorOf(hosts: NonNullable<Conditions['hosts']>, drawn: number): number {
  let below = 0;
  const host = hosts.find(({ shareRatio }) => {
    below += shareRatio;
    return drawn < below;
  });
  return (host ?? hosts[hosts.length - 1])?.factor ?? 1;
}

function coldStart({ duration, init }: NonNullable<RecordedSize['cold']>, random: Random, factor: number) {
  const [durationMs, initDurationMs] = [duration, init].map((it) =>
    milliseconds(quantileMs(it, random()) * factor),
  ) as [Milliseconds, Milliseconds];
  const billedDurationMs = rounded(milliseconds(durationMs + initDurationMs));
  return { kind: 'cold' as const, durationMs, initDurationMs, billedDurationMs };
}

/** Lambda bills whole milliseconds. */
const rounded = (ms: Milliseconds): Milliseconds => milliseconds(Math.ceil(ms));

/** FNV-1a, 32 bits: seeds of streams that begin far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
