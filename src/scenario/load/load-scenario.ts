import type { Megabytes } from '../../units/index.js';
import type { Payload } from '../payload.js';
import type { CodeFunction, ExistingFunction, ScenarioBase } from '../scenario.js';
import type { LoadPlan } from './load-plan.js';

/** One function of a load: of every `sum of weights` requests `weight` go to it. */
export interface MixedFunction {
  /** Its key in the mix; of a function that stands alone, the scenario's name or the function's own. */
  readonly name: string;
  readonly weight: number;
  readonly function: CodeFunction | ExistingFunction;
  /** At least one. */
  readonly payloads: readonly Payload[];
  /** It has this memory size at every arm of the load; without it, it goes through the scenario's sizes. */
  readonly fixedMemorySizeMB?: Megabytes;
}

/** What `kelvin load` measures: validated, with all defaults and overrides applied. */
export interface LoadScenario extends ScenarioBase {
  /** One, or all of a mix; none where a URL is all that is known. At least one has no fixed memory size. */
  readonly functions: readonly MixedFunction[];
  /** What a URL without a function is sent; of functions, each has its own. */
  readonly urlPayloads: readonly Payload[];
  readonly load: LoadPlan;
}
