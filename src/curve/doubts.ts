import { formatMegabytes } from '../units/index.js';
import { scatterAt, visitEffect } from './noise.js';
import type { Posterior } from './posterior.js';

/** So far from its neighbours that it is worth a word, and so many standard errors that it is no accident. */
const NOTABLE = 0.1;
const ERRORS = 3;
/** What is foretold of one size needs others. */
const FEWEST_SIZES = 4;

/**
 * Measured sizes that lie off the shape that the others make: what is believed of sizes near them is not to be trusted as
 * much. Each is held against the likeliest shape, at the height of the median size.
 */
export function doubtsOf({ model, hypotheses, measured, alike }: Posterior): string[] {
  const [likeliest] = hypotheses;
  if (likeliest === undefined || measured.length < FEWEST_SIZES) return [];
  const { shape, family } = likeliest;
  const off = measured.map((it) => Math.log(it.mean) - (shape.values[it.index] as number));
  const height = [...off].sort((a, b) => a - b)[Math.floor(off.length / 2)] ?? 0;
  return measured.flatMap((it, row) => {
    const distance = (off[row] as number) - height;
    const error = scatterAt(it, family.scatter) * Math.sqrt(it.spread * visitEffect(it, alike));
    if (Math.abs(distance) < Math.max(NOTABLE, ERRORS * error)) return [];
    const percent = Math.round(Math.abs(Math.expm1(distance)) * 100);
    const candidate = model.candidates[it.index];
    const size = candidate === undefined ? 'a size' : formatMegabytes(candidate.memorySizeMB);
    return [`${size} took ${percent} % ${distance > 0 ? 'longer' : 'less'} than the other sizes let expect`];
  });
}
