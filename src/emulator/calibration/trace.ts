import type { Moment, Spent } from './probes/burn.cjs';

/** An interval needs six. More would be shorter, and each is out by what a burst overruns its quota. */
const STRETCHES = 8;

/**
 * Cuts a trace into stretches of about the same length. Each begins and ends where a quota was refilled, if there was
 * one: a stretch from anywhere to anywhere would be out by up to a burst, which at 128 MB is a tenth of it.
 */
export function stretchesOf(moments: readonly Moment[]): Spent[] {
  const cuts = cutsOf(moments);
  return cuts.slice(1).flatMap((end, index) => {
    const start = cuts[index];
    return start === undefined ? [] : [{ wallMs: end.wallMs - start.wallMs, cpuMs: end.cpuMs - start.cpuMs }];
  });
}

function cutsOf(moments: readonly Moment[]): Moment[] {
  const afterGaps = moments.filter(({ gapMs }) => gapMs > 0);
  const usable = afterGaps.length > STRETCHES ? afterGaps : moments;
  const count = Math.min(STRETCHES, usable.length - 1);
  const places = Array.from({ length: count + 1 }, (_, i) =>
    Math.round((i * (usable.length - 1)) / Math.max(1, count)),
  );
  return places.flatMap((place) => usable[place] ?? []);
}

/** From the end of a gap to the beginning of the next. */
export function burstsOf(moments: readonly Moment[]): number[] {
  const afterGaps = moments.filter(({ gapMs }) => gapMs > 0);
  return afterGaps.slice(1).flatMap((moment, index) => {
    const before = afterGaps[index];
    return before === undefined ? [] : [moment.wallMs - moment.gapMs - before.wallMs];
  });
}
