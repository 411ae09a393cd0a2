import type { FigureSet } from './figure.js';
import { watchOthers } from './other-load.js';
import type { Outcome } from './verdict.js';

/** One of the things that fidelity is measured by. */
export interface Part {
  /** What `--only` calls it. */
  readonly id: string;
  readonly title: string;
  measure(): Promise<FigureSet>;
}

/**
 * One that fails leaves the others.
 * @param strangers processes that were started here, to be other work
 */
export async function run({ title, measure }: Part, strangers: readonly number[] = []): Promise<Outcome> {
  const otherLoad = watchOthers(strangers);
  try {
    const set = await measure();
    return { set, otherLoad: otherLoad() };
  } catch (error) {
    return { title, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Those that were asked for, in their own order. @throws RangeError at a name that is none. */
export function chosen(parts: readonly Part[], only: readonly string[]): readonly Part[] {
  const names = parts.map(({ id }) => id);
  const unknown = only.find((it) => !names.includes(it));
  if (unknown !== undefined) throw new RangeError(`--only ${unknown} is no part: ${names.join(', ')}`);
  return only.length === 0 ? parts : parts.filter(({ id }) => only.includes(id));
}
