import { normalCdf } from './normal.js';

/**
 * A standardised sum that is looked at again and again, as long as it has stayed below every bound: the recursion of
 * Armitage, McPherson and Rowe (1969, JRSS A 132) by Simpson's rule, in the form of Jennison and Turnbull, Group Sequential
 * Methods (2000), chapter 19. Times are shares of what will be measured at most; the drift is zero.
 */
export interface Walk {
  readonly time: number;
  /** Standardised sums, and the chance that each stands for; together the chance that no bound was passed. */
  readonly nodes: Float64Array;
  readonly chances: Float64Array;
}

export const START: Walk = { time: 0, nodes: Float64Array.of(0), chances: Float64Array.of(1) };

/** Further down nothing is left of a normal distribution. */
const LOWEST = -8;
/** An even number of steps, for Simpson's rule; 160 give the published bounds to four digits. */
const STEPS = 160;

/** The chance that the sum, below every bound until now, is at least `bound` when looked at next. */
export function passing(walk: Walk, time: number, bound: number): number {
  const deviation = Math.sqrt(time - walk.time);
  const threshold = bound * Math.sqrt(time);
  const root = Math.sqrt(walk.time);
  let chance = 0;
  for (let i = 0; i < walk.nodes.length; i++) {
    const distance = (threshold - (walk.nodes[i] as number) * root) / deviation;
    chance += (walk.chances[i] as number) * normalCdf(-distance);
  }
  return chance;
}

/** The walk after a look at which the sum was below `bound`. */
export function staying(walk: Walk, time: number, bound: number): Walk {
  const top = Math.min(bound, -LOWEST);
  const width = (top - LOWEST) / STEPS;
  const nodes = Float64Array.from({ length: STEPS + 1 }, (_, i) => LOWEST + i * width);
  const scale = Math.sqrt(time / (time - walk.time));
  const carried = Math.sqrt(walk.time / time);
  const chances = nodes.map((node, index) => {
    const simpson = index === 0 || index === STEPS ? 1 : index % 2 === 1 ? 4 : 2;
    return ((simpson * width) / 3) * scale * densityAt(walk, node, scale, carried);
  });
  return { time, nodes, chances };
}

function densityAt({ nodes, chances }: Walk, at: number, scale: number, carried: number): number {
  let density = 0;
  for (let i = 0; i < nodes.length; i++) {
    const distance = (at - (nodes[i] as number) * carried) * scale;
    if (Math.abs(distance) < -LOWEST) density += (chances[i] as number) * Math.exp(-0.5 * distance * distance);
  }
  return density / Math.sqrt(2 * Math.PI);
}
