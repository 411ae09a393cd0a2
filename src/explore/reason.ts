import type { Outlook, Standing } from '../curve/index.js';
import { formatMegabytes } from '../units/index.js';

/** One phrase for the live view: why the next visit goes there. */
export function reasonFor({ problem, best, count, posterior }: Outlook, { chosen }: Standing, index: number): string {
  if (index === chosen) return 'to be surer of the best one so far';
  const chance = best.reduce((sum, it) => sum + (it === index ? 1 : 0), 0) / count;
  const percent = Math.round(chance * 100);
  const rival = chosen === undefined ? undefined : problem.candidates[chosen];
  const isNew = !posterior.measured.some((it) => it.index === index);
  if (percent < 1 || rival === undefined) return isNew ? 'to learn the shape of the curve' : 'to be surer of the shape';
  return `${percent} % likely to be the best, ahead of ${formatMegabytes(rival.memorySizeMB)}${isNew ? ', by prediction' : ''}`;
}
