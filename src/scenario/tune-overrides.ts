import type { HookOverrides } from './hooks/index.js';
import type { Payload } from './payload.js';
import type { Strategy } from './strategy.js';

/** What a command line can say instead of the scenario, whatever measures it: checked here, not before. */
export interface BaseOverrides extends HookOverrides {
  /** A list; a text is a range, such as `128-3008`. */
  readonly memorySizesMB?: readonly number[] | string | undefined;
  readonly architectures?: readonly string[] | undefined;
  readonly payloads?: readonly Payload[] | undefined;
  readonly region?: string | undefined;
  /** A text is read as `parseStrategy` does. */
  readonly strategy?: Strategy | string | undefined;
  /** Adds to those of the scenario. */
  readonly allowErrors?: readonly string[] | undefined;
}

/** What problems call each of them. */
export const BASE_OPTION_NAMES: Readonly<Record<keyof BaseOverrides, string>> = {
  memorySizesMB: '--memory',
  architectures: '--arch',
  payloads: '--payload',
  region: '--region',
  strategy: '--strategy',
  before: '--before',
  after: '--after',
  each: '--each',
  payloadFromBefore: '--payload-from-before',
  allowErrors: '--allow-error',
};

/** As `kelvin tune` has them. */
export interface Overrides extends BaseOverrides {
  /** Name or ARN of the same function on the other architecture. */
  readonly twin?: string | undefined;
  readonly cold?: number | undefined;
  readonly warm?: number | undefined;
  /** The limit of the strategy is for all starts, cold ones too. */
  readonly ofAllStarts?: boolean | undefined;
  /** Every size, so often as usual or as the two above say, and no choosing. */
  readonly exhaustive?: boolean | undefined;
  readonly regret?: string | number | undefined;
  readonly confidence?: string | number | undefined;
  /** `$0.05`. */
  readonly budget?: string | number | undefined;
  readonly maxInvocations?: string | number | undefined;
  /** `5m`. */
  readonly maxTime?: string | number | undefined;
  readonly concurrency?: number | undefined;
  /** asynchronous or streamed. */
  readonly invoke?: string | undefined;
  /** `5%` or `0.05`. */
  readonly coldShare?: string | number | undefined;
}

/** What problems call each override. */
export type OptionNames = Readonly<Record<keyof Overrides, string>>;

export const OPTION_NAMES: OptionNames = {
  ...BASE_OPTION_NAMES,
  cold: '--cold',
  warm: '--warm',
  exhaustive: '--exhaustive',
  regret: '--regret',
  confidence: '--confidence',
  budget: '--budget',
  maxInvocations: '--max-invocations',
  maxTime: '--max-time',
  concurrency: '--concurrency',
  invoke: '--async and --streamed',
  twin: '--twin',
  coldShare: '--cold-share',
  ofAllStarts: '--of-all-starts',
};
