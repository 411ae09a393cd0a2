import { extname, resolve } from 'node:path';
import { ARCHITECTURES } from '../pricing/index.js';
import {
  type BaseOverrides,
  loadScenario,
  type Overrides,
  PERCENTILES,
  parseDurationLimit,
  parseFunctionName,
  parseShare,
  parseStrategy,
  type Scenario,
  type Strategy,
  scenarioForFunction,
  scenarioFromHandler,
  withOverrides,
} from '../scenario/index.js';
import type { InvokeWay } from '../units/index.js';
import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';
import { payloadsOf } from './payload-option.js';
import { valuesOf } from './repeated.js';

/** What to say to somebody who names nothing. */
export interface NothingNamed {
  readonly problem: string;
  readonly hint: string;
}

/** The scenario that the command line means: a file, a handler without a file, or a function that exists. */
export async function scenarioFromOptions(
  argument: string | undefined,
  options: RawOptions,
  nothingNamed: NothingNamed,
): Promise<Scenario> {
  return withOverrides(await namedScenario(argument, options, nothingNamed), await overridesOf(options));
}

/** The same, without what the options say of how to measure it. */
export async function namedScenario(
  argument: string | undefined,
  options: RawOptions,
  nothingNamed: NothingNamed,
): Promise<Scenario> {
  const source = scenarioSource(argument, options, nothingNamed);
  switch (source.kind) {
    case 'function':
      return scenarioForFunction(source.name, source.qualifier);
    case 'file':
      return loadScenario(source.path);
    case 'handler':
      return scenarioFromHandler(source.path);
  }
}

/** What a command line names to be measured. Paths are absolute. */
export type NamedSource =
  | { readonly kind: 'file' | 'handler'; readonly path: string }
  | { readonly kind: 'function'; readonly name: string; readonly qualifier?: string };

/** @throws CommandError when nothing is named, or two things at once. */
export function scenarioSource(
  argument: string | undefined,
  options: RawOptions,
  nothingNamed: NothingNamed,
): NamedSource {
  const name = text(options.function);
  const qualifier = text(options.qualifier);
  if (name !== undefined && argument !== undefined) {
    throw new CommandError('both a scenario and --function are given', 'leave one of them out');
  }
  if (name !== undefined) return { kind: 'function', name, ...(qualifier === undefined ? {} : { qualifier }) };
  if (qualifier !== undefined) throw new CommandError('--qualifier goes with --function', 'name the function too');
  if (argument === undefined) throw new CommandError(nothingNamed.problem, nothingNamed.hint);
  return { kind: /^\.ya?ml$/i.test(extname(argument)) ? 'file' : 'handler', path: resolve(argument) };
}

async function overridesOf(options: RawOptions): Promise<Overrides> {
  return {
    ...(await baseOverrides(options)),
    architectures: architecturesOf(options),
    exhaustive: options.exhaustive === true,
    regret: text(options.regret),
    confidence: text(options.confidence),
    budget: text(options.budget),
    maxInvocations: text(options.maxInvocations),
    maxTime: text(options.maxTime),
    ofAllStarts: options.ofAllStarts === true,
    twin: text(options.twin),
    cold: count('--cold', options.cold),
    warm: count('--warm', options.warm),
    invoke: invokeWayOf(options),
    concurrency: count('--concurrency', options.concurrency),
    coldShare: text(options.coldShare),
  };
}

/** What the options of every measuring command say instead of the scenario. */
export async function baseOverrides(options: RawOptions): Promise<Omit<BaseOverrides, 'architectures'>> {
  const payloads = valuesOf(options.payload);
  return {
    memorySizesMB: memorySizesOf(text(options.memory)),
    payloads: payloads.length === 0 ? undefined : await payloadsOf(payloads),
    // Nobody who names a function by its ARN means another region.
    region: text(options.region) ?? parseFunctionName(text(options.function) ?? '')?.region,
    strategy: strategyOf(options),
    before: text(options.before),
    after: text(options.after),
    each: text(options.each),
    payloadFromBefore: options.payloadFromBefore === true,
    allowErrors: options.allowError === undefined ? undefined : valuesOf(options.allowError),
  };
}

/** How to invoke, where the command line says so. */
export function invokeWayOf(options: RawOptions): InvokeWay | undefined {
  if (options.async === true && options.streamed === true) {
    throw new CommandError('both --async and --streamed are given', 'an event has no answer that could be streamed');
  }
  if (options.async === true) return 'asynchronous';
  return options.streamed === true ? 'streamed' : undefined;
}

/** `both` is short for one and the other. */
export function architecturesOf(options: RawOptions): readonly string[] | undefined {
  const arch = text(options.arch);
  return arch === 'both' ? ARCHITECTURES : arch === undefined ? undefined : [arch];
}

/** Whether the sizes fit is the scenario's to say, and a range is for it to read. */
function memorySizesOf(typed: string | undefined): Overrides['memorySizesMB'] {
  if (typed === undefined || /^\s*\d+\s*-/.test(typed)) return typed;
  return typed.split(',').map((size) => numberOf('--memory', size));
}

/** One of these options at the most says what is wanted. */
function strategyOf(options: RawOptions): Strategy | string | undefined {
  const given = [
    ['--strategy', options.strategy],
    ['--within', options.within],
    ['--max-duration', options.maxDuration],
    ['--monthly', options.monthly],
  ].filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    throw new CommandError(`${given.map(([flag]) => flag).join(' and ')} exclude each other`, 'leave all but one out');
  }
  const within = text(options.within);
  const limit = text(options.maxDuration);
  const monthly = text(options.monthly);
  if (within !== undefined) return withinStrategy(within);
  if (monthly !== undefined) return monthlyStrategy(monthly);
  return limit === undefined ? text(options.strategy) : limitStrategy(limit);
}

function withinStrategy(typed: string): Strategy {
  const costRatio = parseShare(typed);
  if (costRatio === undefined) throw new CommandError(`--within ${typed} is no share`, 'a percentage, such as 5%');
  return { kind: 'within', costRatio };
}

function monthlyStrategy(typed: string): Strategy {
  const strategy = parseStrategy(`monthly=${typed}`);
  if (strategy === undefined) throw new CommandError(`--monthly ${typed} is no number of requests`, 'such as 30M');
  return strategy;
}

function limitStrategy(typed: string): Strategy {
  const limit = parseDurationLimit(typed);
  if (limit === undefined) {
    const expected = `${PERCENTILES.join(', ')} and a duration, such as p95=200ms`;
    throw new CommandError(`--max-duration ${typed} is no limit`, expected);
  }
  return { kind: 'max-duration', ...limit };
}

/** The value of an option that takes one. */
export const text = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Whether the number fits is the scenario's to say; that it is one at all must be known here. */
function numberOf(flag: string, typed: string): number {
  const value = typed.trim() === '' ? Number.NaN : Number(typed);
  if (Number.isNaN(value))
    throw new CommandError(`${flag}: "${typed}" is no number`, 'such as 128, or 128,512 for several');
  return value;
}

export function count(flag: string, value: string | boolean | undefined): number | undefined {
  const typed = text(value);
  return typed === undefined ? undefined : numberOf(flag, typed);
}
