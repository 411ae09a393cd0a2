import type { Strategy } from './strategy.js';
import { strategySchema } from './strategy-schema.js';

export const STRATEGY_TEXT = 'cheapest, fastest, balanced, within=5%, p95=200ms or monthly=30M';

/** A strategy as one word of a command line: `cheapest`, `within=5%`, `p95=200ms`, `monthly=30M`. */
export function parseStrategy(text: string): Strategy | undefined {
  const [name = '', value] = text.trim().split(/=(.*)/s);
  if (value === undefined) return strategySchema.safeParse(name).data;
  const isOwn = name === 'within' || name === 'monthly';
  return strategySchema.safeParse(isOwn ? { [name]: value } : { maxDuration: text.trim() }).data;
}
