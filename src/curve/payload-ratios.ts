/** Mean duration in milliseconds of each payload that one size has seen. */
export type PayloadMeans = ReadonlyMap<string, number>;

/** Turns of the fit: each halves what is left where every second payload is missing, so the rest is below a per mille. */
const TURNS = 12;

/**
 * How long each payload takes against the others, over all sizes, as a logarithm: the mean of a payload at a size is taken to
 * be a height of the size times a ratio of the payload, fitted by turns, as sizes have not seen the same payloads.
 */
export function payloadRatios(sizes: readonly PayloadMeans[]): ReadonlyMap<string, number> {
  const ratios = new Map(sizes.flatMap((means) => [...means.keys()]).map((payload) => [payload, 0]));
  for (let turn = 0; turn < TURNS; turn++) {
    const heights = sizes.map((means) => heightOf(means, ratios));
    for (const payload of ratios.keys()) {
      const off = sizes.flatMap((means, index) => {
        const mean = means.get(payload);
        return mean === undefined ? [] : [Math.log(mean) - (heights[index] as number)];
      });
      ratios.set(payload, average(off));
    }
  }
  return ratios;
}

/** What a size may take for a payload that it has not seen, by those it has; undefined where no size has seen it. */
export function foretoldMs(means: PayloadMeans, ratios: ReadonlyMap<string, number>, payload: string) {
  const ratio = ratios.get(payload);
  return ratio === undefined || means.size === 0 ? undefined : Math.exp(heightOf(means, ratios) + ratio);
}

const heightOf = (means: PayloadMeans, ratios: ReadonlyMap<string, number>): number =>
  average([...means].map(([payload, mean]) => Math.log(mean) - (ratios.get(payload) ?? 0)));

const average = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0) / values.length;
