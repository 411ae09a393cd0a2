import { PriceBookError } from '../pricing/index.js';
import type { Arm } from './arms.js';
import { type CostTerms, costOf } from './cost.js';
import type { Cost } from './result-schema.js';

/**
 * Cost of a million invocations; null also where a million go beyond the last tier that the price book knows. A warning
 * says so: a run is not lost because its longest functions cannot be priced.
 */
export function knownCostOf(arm: Arm, terms: CostTerms): Cost | null {
  try {
    return costOf(arm, terms);
  } catch (error) {
    if (error instanceof PriceBookError) return null;
    throw error;
  }
}
