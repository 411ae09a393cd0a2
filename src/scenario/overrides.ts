import { decided } from './decided.js';
import { overriddenHooks } from './hooks/index.js';
import { invokeFault } from './invoke.js';
import { architecturesOf, overriddenAsked, sizesOf } from './overridden-asked.js';
import type { Payload } from './payload.js';
import { bodyFault, repeatedNames } from './payload-checks.js';
import { ProblemList } from './problem-list.js';
import { read } from './read-option.js';
import { allStartsFault, invocationsFault } from './resolve.js';
import { twinOf } from './resolve-function.js';
import type { Scenario, ScenarioBase } from './scenario.js';
import { settings } from './schema.js';
import type { Strategy } from './strategy.js';
import { parseStrategy, STRATEGY_TEXT } from './strategy-text.js';
import { type BaseOverrides, OPTION_NAMES, type OptionNames, type Overrides } from './tune-overrides.js';
import { show } from './validate.js';

function strategyOf({ strategy }: BaseOverrides, otherwise: Strategy, option: string, problems: ProblemList): Strategy {
  if (typeof strategy !== 'string') return strategy ?? otherwise;
  const parsed = parseStrategy(strategy);
  if (parsed === undefined) problems.add([option], `got ${show(strategy)}; expected ${STRATEGY_TEXT}`);
  return parsed ?? otherwise;
}

function withTwin(
  fn: Scenario['function'],
  { twin }: Overrides,
  option: string,
  problems: ProblemList,
): Scenario['function'] {
  if (twin === undefined) return fn;
  if (fn.kind === 'existing') return { ...fn, ...twinOf(twin, [option], problems) };
  problems.add([option], 'is for a function that exists; code is made on each architecture of --arch');
  return fn;
}

/** The limit of the strategy as one for all starts, where it is asked for. */
function ofAllStarts(strategy: Strategy, overrides: Overrides, option: string, problems: ProblemList): Strategy {
  if (overrides.ofAllStarts !== true) return strategy;
  if (strategy.kind === 'max-duration') return { ...strategy, of: 'all' };
  problems.add([option], 'says of which starts a limit is, and the strategy has none; expected --max-duration too');
  return strategy;
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

function allowedErrorsOf(
  { allowedErrors = [] }: ScenarioBase,
  { allowErrors = [] }: BaseOverrides,
  option: string,
  problems: ProblemList,
): Pick<ScenarioBase, 'allowedErrors'> {
  const own = read(
    settings.allowErrors,
    allowErrors.length === 0 ? undefined : allowErrors,
    undefined,
    option,
    problems,
  );
  const all = [...new Set([...allowedErrors, ...(own ?? [])])];
  return all.length === 0 ? {} : { allowedErrors: all };
}

type BaseNames = Readonly<Record<keyof BaseOverrides, string>>;

/** What all commands have of a scenario, with what the command line says instead. */
export function overriddenBase<Base extends ScenarioBase>(
  base: Base,
  overrides: BaseOverrides,
  names: BaseNames,
  problems: ProblemList,
): Base {
  const { sizesMB } = sizesOf(overrides, names.memorySizesMB, problems);
  const architectures = architecturesOf(overrides, names.architectures, problems);
  const region = read(settings.region, overrides.region, base.region, names.region, problems);
  const hooks = overriddenHooks(base.hooks, overrides, names, problems);
  return {
    ...base,
    ...(sizesMB === undefined ? {} : { memorySizesMB: sizesMB }),
    ...(architectures === undefined ? {} : { architectures }),
    ...(region === undefined ? {} : { region }),
    ...(hooks === undefined ? {} : { hooks }),
    ...allowedErrorsOf(base, overrides, names.allowErrors, problems),
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
  const { exploration: _, ...base } = overriddenBase(scenario, overrides, names, problems);
  const invoke = read(settings.invoke, overrides.invoke, scenario.invoke, names.invoke, problems);
  const result: Scenario = {
    ...base,
    ...decided(overriddenAsked(scenario.asked, overrides, names, problems)),
    function: withTwin(scenario.function, overrides, names.twin, problems),
    payloads: overrides.payloads ?? scenario.payloads,
    strategy: ofAllStarts(base.strategy, overrides, names.ofAllStarts, problems),
    concurrency: read(settings.concurrency, overrides.concurrency, scenario.concurrency, names.concurrency, problems),
    ...(invoke === undefined ? {} : { invoke }),
    coldShareRatio: read(settings.coldShare, overrides.coldShare, scenario.coldShareRatio, names.coldShare, problems),
  };
  checkPayloads(result.payloads, names.payloads, problems);
  const unsent = invokeFault(result.invoke, result.payloads);
  if (unsent !== undefined) problems.add([names.invoke], unsent);
  const fault = invocationsFault(result);
  if (fault !== undefined) problems.add([names.cold], fault);
  const unmixed = allStartsFault(result);
  if (unmixed !== undefined) problems.add([names.ofAllStarts], unmixed);
  return problems.resultOrThrow(result);
}
