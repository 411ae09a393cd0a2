import type { Explanation, Side } from '../../../recording/index.js';
import type { Connection } from '../../../target/index.js';
import type { Megabytes } from '../../../units/index.js';
import type { OpenOptions } from '../../open/open-options.js';
import type { MeasuredSide } from '../sides/side.js';

export interface ExplainOptions extends Pick<OpenOptions, 'folder' | 'cli' | 'cleanup'> {
  readonly connection: Connection;
  readonly memorySizeMB: Megabytes;
  readonly signal: AbortSignal;
  /** An emulator that ends with the run needs no journal of what was made on it. */
  readonly isEmbedded?: boolean;
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

/**
 * What cold starts of both sides load, from an extra run: a copy of each function whose handler is Kelvin's and loads the
 * user's. Both are started in turn, so that what disturbs the machine meanwhile disturbs both. Trouble is a reason, never
 * an error: a check is none the worse for being unexplained. Without a base only head is explained.
 */
export async function explainSides(
  sides: Readonly<Partial<Record<Side, MeasuredSide>>>,
  options: ExplainOptions,
): Promise<ExplainedSides> {
  options.signal.throwIfAborted();
  return { explanations: [], unexplained: `nothing is explained yet (${Object.keys(sides).join(', ')})` };
}

/** One side alone, as `explainSides` does both. */
export async function explainSide(
  side: MeasuredSide,
  options: ExplainOptions,
): Promise<Omit<Explanation, 'side'> | Unexplained> {
  const { explanations, unexplained } = await explainSides({ head: side }, options);
  const [explanation] = explanations;
  return explanation ?? { reason: unexplained ?? 'nothing was loaded' };
}
