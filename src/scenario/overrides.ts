import type { z } from 'zod';
import type { Payload } from './payload.js';
import { bodyFault, repeatedNames } from './payload-checks.js';
import { ProblemList } from './problem-list.js';
import { invocationsFault } from './resolve.js';
import type { Scenario, ScenarioBase } from './scenario.js';
import { settings } from './schema.js';
import type { Strategy } from './strategy.js';
import { parseStrategy, STRATEGY_TEXT } from './strategy-text.js';
import { show } from './validate.js';

/** What a command line can say instead of the scenario, whatever measures it: checked here, not before. */
export interface BaseOverrides {
  readonly memorySizesMB?: readonly number[] | undefined;
  readonly architectures?: readonly string[] | undefined;
  readonly payloads?: readonly Payload[] | undefined;
  readonly region?: string | undefined;
  /** A text is read as `parseStrategy` does. */
  readonly strategy?: Strategy | string | undefined;
}

/** As `kelvin tune` has them. */
export interface Overrides extends BaseOverrides {
  readonly cold?: number | undefined;
  readonly warm?: number | undefined;
  readonly concurrency?: number | undefined;
  /** `5%` or `0.05`. */
  readonly coldShare?: string | number | undefined;
}

/** What problems call each override. */
export type OptionNames = Readonly<Record<keyof Overrides, string>>;

export const OPTION_NAMES: OptionNames = {
  memorySizesMB: '--memory',
  architectures: '--architectures',
  payloads: '--payload',
  cold: '--cold',
  warm: '--warm',
  concurrency: '--concurrency',
  region: '--region',
  strategy: '--strategy',
  coldShare: '--cold-share',
};

/** What an option says, by the schema of the file; otherwise the value that stands there already. */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  otherwise: z.output<Schema>,
  option: string,
  problems: ProblemList,
): z.output<Schema> {
  if (value === undefined) return otherwise;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const index = issue.path[0];
    const wrong = Array.isArray(value) && typeof index === 'number' ? value[index] : value;
    problems.add([option], `got ${show(wrong)}; expected ${issue.message}`);
  }
  return otherwise;
}

function strategyOf({ strategy }: BaseOverrides, otherwise: Strategy, option: string, problems: ProblemList): Strategy {
  if (typeof strategy !== 'string') return strategy ?? otherwise;
  const parsed = parseStrategy(strategy);
  if (parsed === undefined) problems.add([option], `got ${show(strategy)}; expected ${STRATEGY_TEXT}`);
  return parsed ?? otherwise;
}

export function checkPayloads(payloads: readonly Payload[], option: string, problems: ProblemList): void {
  if (payloads.length === 0) problems.add([option], 'none; expected at least one');
  for (const { name, weight, body } of payloads) {
    const fault = bodyFault(body);
    if (fault !== undefined) problems.add([option], `${name} is ${fault}`);
    if (!(weight > 0 && Number.isFinite(weight)))
      problems.add([option], `${name} weighs ${weight}; expected more than 0`);
  }
  for (const index of repeatedNames(payloads)) {
    problems.add([option], `two payloads are named ${payloads[index]?.name}; expected different names`);
  }
}

type BaseNames = Readonly<Record<keyof BaseOverrides, string>>;

/** What all commands have of a scenario, with what the command line says instead. */
export function overriddenBase<Base extends ScenarioBase>(
  base: Base,
  overrides: BaseOverrides,
  names: BaseNames,
  problems: ProblemList,
): Base {
  const sizes = read(settings.memorySizes, overrides.memorySizesMB, [], names.memorySizesMB, problems);
  const architectures = read(settings.architectures, overrides.architectures, [], names.architectures, problems);
  const region = read(settings.region, overrides.region, base.region, names.region, problems);
  return {
    ...base,
    ...(sizes.length === 0 ? {} : { memorySizesMB: [...new Set(sizes)].sort((a, b) => a - b) }),
    ...(architectures.length === 0 ? {} : { architectures: [...new Set(architectures)] }),
    ...(region === undefined ? {} : { region }),
    strategy: strategyOf(overrides, base.strategy, names.strategy, problems),
  };
}

/**
 * The scenario with what the command line says instead.
 * @throws ScenarioError with every problem of the overrides at once; the field of each is the option.
 */
export function withOverrides(scenario: Scenario, overrides: Overrides, options: Partial<OptionNames> = {}): Scenario {
  const names = { ...OPTION_NAMES, ...options };
  const problems = new ProblemList();
  const { shape } = settings.invocations.unwrap();
  const count = (key: 'cold' | 'warm') =>
    read(shape[key], overrides[key], scenario.invocations[key], names[key], problems);
  const result: Scenario = {
    ...overriddenBase(scenario, overrides, names, problems),
    payloads: overrides.payloads ?? scenario.payloads,
    invocations: { cold: count('cold'), warm: count('warm') },
    concurrency: read(settings.concurrency, overrides.concurrency, scenario.concurrency, names.concurrency, problems),
    coldShareRatio: read(settings.coldShare, overrides.coldShare, scenario.coldShareRatio, names.coldShare, problems),
  };
  checkPayloads(result.payloads, names.payloads, problems);
  const fault = invocationsFault(result);
  if (fault !== undefined) problems.add([names.cold], fault);
  return problems.resultOrThrow(result);
}
