import type { CheckMeasurement, Measurement } from '../../recording/index.js';

/**
 * The measurements of a run as a check would have them. A run does not number its environments: each cold start of a visit
 * has one, and its warm invocations are dealt out in turn. That is exact with one invocation at a time, which is usual.
 */
export function inEnvironments(measurements: readonly Measurement[], atATime: number): readonly CheckMeasurement[] {
  let visit = '';
  let begun: number[] = [];
  let [next, warm] = [0, 0];
  return measurements.map((it) => {
    const own = `${it.block} ${it.memorySizeMB} ${it.architecture}`;
    const startsAnew = own !== visit || (it.intended === 'cold' && begun.length >= atATime);
    if (startsAnew) [visit, begun, warm] = [own, [], 0];
    if (it.intended === 'cold' || begun.length === 0) begun.push(next++);
    const at = it.intended === 'cold' ? begun.length - 1 : warm++ % begun.length;
    return { ...it, side: 'head', environment: begun[at] as number };
  });
}
