import * as part from './schema-parts.js';
import type { Strategy } from './strategy.js';

export const STRATEGY_TEXT = 'cheapest, fastest, balanced, within=5% or p95=200ms';

/** A strategy as one word of a command line: `cheapest`, `within=5%`, `p95=200ms`. */
export function parseStrategy(text: string): Strategy | undefined {
  const [name = '', value] = text.trim().split(/=(.*)/s);
  if (value === undefined) return part.strategy.safeParse(name).data;
  return part.strategy.safeParse(name === 'within' ? { within: value } : { maxDuration: text.trim() }).data;
}
