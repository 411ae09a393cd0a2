import type { ModuleChange } from '../check-result-schema.js';
import { middle, rounded } from './middle.js';
import { canTellChance, noiseOf, type Pair } from './noise.js';
import type { Unit } from './unit.js';

export type Units = ReadonlyMap<string, Unit>;

/** One unit that is not what it was. */
export interface ChangedUnit extends Pair {
  readonly kind: ModuleChange['kind'];
  readonly name: string;
  readonly before: Unit | undefined;
  readonly after: Unit | undefined;
  /** Of own time, in milliseconds. */
  readonly changeMs: number;
}

export interface ChangedUnits {
  readonly changed: readonly ChangedUnit[];
  /** What is there on both sides has to differ by more; undefined where too few cold starts tell nothing of chance. */
  readonly noiseMs: number | undefined;
}

/** What came or went has surely done so; what is there on both sides has changed where chance hardly explains it. */
export function changedUnits(base: Units, head: Units): ChangedUnits {
  const names = [...new Set([...head.keys(), ...base.keys()])];
  const all = names.map((name) => compared(name, base.get(name), head.get(name), runsOf(base), runsOf(head)));
  const kept = all.filter(({ before, after }) => before !== undefined && after !== undefined);
  const wholeMs = middle(sumsOf([...base.values()].map(({ eachMs }) => eachMs)));
  const leastMs = Math.max(LEAST.ms, LEAST.ratio * wholeMs);
  // What cannot differ by as much in any way is no noise to what does, and most modules are such.
  const noise = noiseOf(kept.filter((pair) => spreadOf(pair) > leastMs));
  const moved = new Set(noise?.changed.filter(({ changeMs }) => Math.abs(changeMs) > leastMs));
  return {
    changed: all.filter((unit) => unit.before === undefined || unit.after === undefined || moved.has(unit)),
    noiseMs: canTellChance(runsOf(base), runsOf(head)) ? Math.max(noise?.noiseMs ?? 0, leastMs) : undefined,
  };
}

const spreadOf = ({ base, head }: Pair): number => Math.max(...base, ...head) - Math.min(...base, ...head);

/** What was loaded before leaves other caches and another heap behind: that moves each later module a little, surely. */
const LEAST = { ms: 0.5, ratio: 0.01 } as const;

function compared(
  name: string,
  before: Unit | undefined,
  after: Unit | undefined,
  baseRuns: number,
  headRuns: number,
): ChangedUnit {
  const base = before?.eachMs ?? Array.from({ length: baseRuns }, () => 0);
  const head = after?.eachMs ?? Array.from({ length: headRuns }, () => 0);
  const changeMs = middle(head) - middle(base);
  const moved = changeMs > 0 ? 'slower' : 'faster';
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : moved;
  return { kind, name, before, after, base, head, changeMs };
}

const runsOf = (units: Units): number => Math.max(0, ...[...units.values()].map(({ eachMs }) => eachMs.length));

/** From the least to the most that any cold start of head differs from any of base. */
export const rangeOf = ({ base, head }: Pair): { readonly low: number; readonly high: number } => ({
  low: rounded(Math.min(...head) - Math.max(...base)),
  high: rounded(Math.max(...head) - Math.min(...base)),
});

/** Of several units together in each cold start. */
export function sumsOf(lists: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = lists;
  return first.map((_, index) => lists.reduce((sum, list) => sum + (list[index] ?? 0), 0));
}
