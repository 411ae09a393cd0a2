import type { Explanation, Side } from '../../../recording/index.js';
import type { MeasuredSide } from '../sides/side.js';
import { TracedSide, type TracingOptions } from './traced-side.js';

export interface ExplainOptions extends TracingOptions {
  /** Of each side; the more, the smaller a change of one module can be told from chance. */
  readonly coldStarts?: number;
}

/** Why there is no explanation, in a sentence. */
export interface Unexplained {
  readonly reason: string;
}

export interface ExplainedSides {
  readonly explanations: readonly Explanation[];
  /** Why one side or both have none. */
  readonly unexplained?: string;
}

/** With five on each side a module differs in all of them by chance once in 126; with four, once in 35. */
const COLD_STARTS = 5;

/**
 * What cold starts of both sides load, from an extra run: a copy of each function whose handler is Kelvin's and loads the
 * user's. Both are started in turn, each first as often as the other, so that what disturbs the machine meanwhile
 * disturbs both alike. Trouble is a reason, never an error: a check is none the worse for being unexplained. Without a
 * base only head is explained.
 */
export async function explainSides(
  sides: Readonly<Partial<Record<Side, MeasuredSide>>>,
  options: ExplainOptions,
): Promise<ExplainedSides> {
  const traced = (['base', 'head'] as const).flatMap((side) => {
    const of = sides[side];
    return of === undefined ? [] : [new TracedSide(side, of, options)];
  });
  for (let round = 0; round < (options.coldStarts ?? COLD_STARTS); round++) {
    for (const side of round % 2 === 0 ? traced : traced.toReversed()) await side.traceOnce();
  }
  await Promise.all(traced.map((side) => side.close()));
  const reasons = traced.filter(({ reason }) => reason !== undefined).map(({ side, reason }) => `${side}: ${reason}`);
  return {
    explanations: traced.flatMap((side) => side.explanation() ?? []),
    ...(reasons.length === 0 ? {} : { unexplained: reasons.join('; ') }),
  };
}

/** One side alone, as `explainSides` does both. */
export async function explainSide(
  of: MeasuredSide,
  options: ExplainOptions,
): Promise<Omit<Explanation, 'side'> | Unexplained> {
  const { explanations, unexplained } = await explainSides({ head: of }, options);
  return explanations[0] ?? { reason: unexplained?.replace(/^head: /, '') ?? 'nothing was loaded' };
}
