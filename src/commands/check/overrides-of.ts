import type { CheckOverrides } from '../../scenario/index.js';
import type { RawOptions } from '../command.js';
import { valuesOf } from '../repeated.js';
import { count, text } from '../scenario-from-options.js';

/** What the command line says of how a check decides. */
export const checkOverridesOf = (options: RawOptions): CheckOverrides => ({
  limits: options.limit === undefined ? undefined : valuesOf(options.limit),
  confidence: text(options.confidence),
  maxColdStarts: count('--max-cold-starts', options.maxColdStarts),
  warm: count('--warm', options.warm),
  atATime: count('--at-a-time', options.atATime),
  budget: text(options.budget),
  maxTime: text(options.maxTime),
  inconclusive: text(options.inconclusive),
});
