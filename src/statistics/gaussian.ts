import type { Random } from './random.js';

/** Draws of the standard normal distribution (Box and Muller 1958), two from two numbers of the source. */
export function gaussian(random: Random): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const held = spare;
      spare = undefined;
      return held;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
