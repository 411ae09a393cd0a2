import { dirname, parse } from 'node:path';
import type { Asked } from './asked.js';
import { decided, USUAL_ARCHITECTURES, USUAL_SIZES } from './decided.js';
import { parseFunctionName } from './function-name.js';
import { resolveHooks } from './hooks/index.js';
import { invokeFault } from './invoke.js';
import type { LoadPlan } from './load/load-plan.js';
import type { MixedFunction } from './load/load-scenario.js';
import { resolvePlan } from './load/resolve-plan.js';
import type { Payload } from './payload.js';
import type { ProblemList } from './problem-list.js';
import { askedOf } from './resolve-asked.js';
import { payloadsAt, resolveFunctions } from './resolve-functions.js';
import { resolveServices } from './resolve-services.js';
import { EMPTY_PAYLOAD, type Scenario, type ScenarioBase } from './scenario.js';
import type { ScenarioFile } from './schema.js';
import { validate } from './validate.js';

export interface Place {
  /** Absolute path of the file, where there is one. */
  readonly file?: string;
  /** Relative paths start here. */
  readonly folder: string;
  readonly name: string;
}

export const placeOfFile = (file: string): Place => ({ file, folder: dirname(file), name: parse(file).name });

/** The data of a file, or what stands for one, and where problems of it are collected. */
export interface ScenarioSource {
  readonly value: unknown;
  readonly place: Place;
  readonly problems: ProblemList;
}

/** All that a file says, before it is known which command wants it. */
export interface ResolvedFile {
  readonly base: ScenarioBase;
  readonly measuring: Pick<Scenario, 'asked' | 'concurrency' | 'coldShareRatio' | 'check' | 'invoke'>;
  readonly functions: readonly MixedFunction[];
  /** Which of `function` and `functions` is there, whether or not it is right. */
  readonly names: 'one' | 'mix' | 'none';
  /** Whether it has a `load`, right or wrong. */
  readonly hasLoad: boolean;
  /** Those of the file as a whole, the empty one where it names none. */
  readonly payloads: readonly Payload[];
  /** Whether it names any payload. */
  readonly hasPayload: boolean;
  /** No phases where the file has no `load`. */
  readonly plan: LoadPlan;
}

/** What is wrong with the numbers of invocations together, if anything is. */
export function invocationsFault({
  asked: { invocations },
  coldShareRatio,
}: Pick<Scenario, 'asked' | 'coldShareRatio'>) {
  if (invocations === undefined) return undefined;
  if (invocations.cold + invocations.warm === 0) return 'none at all; expected at least one';
  if (invocations.cold > 0 || coldShareRatio === 0) return undefined;
  return 'no cold ones, yet a cold share above 0; expected cold ones to price it by';
}

/** What is wrong with a limit for all starts, if anything is. */
export function allStartsFault({ strategy, coldShareRatio }: Pick<Scenario, 'strategy' | 'coldShareRatio'>) {
  if (strategy.kind !== 'max-duration' || strategy.of !== 'all' || coldShareRatio > 0) return undefined;
  return 'all starts are warm ones at a cold share of 0; expected a cold share above 0, such as 1%';
}

function regionOf(file: ScenarioFile, functions: readonly MixedFunction[]): string | undefined {
  const named = functions.map((it) => (it.function.kind === 'existing' ? it.function.name : ''));
  return file.region ?? named.map((name) => parseFunctionName(name)?.region).find((region) => region !== undefined);
}

function baseOf(
  file: ScenarioFile,
  asked: Asked,
  functions: readonly MixedFunction[],
  place: Place,
  problems: ProblemList,
): ScenarioBase {
  const region = regionOf(file, functions);
  const hooks = resolveHooks(file.hooks, place.folder, problems);
  return {
    name: file.name ?? place.name,
    ...(file.description === undefined ? {} : { description: file.description }),
    ...(place.file === undefined ? {} : { file: place.file }),
    memorySizesMB: asked.sizesMB ?? USUAL_SIZES,
    architectures: asked.architectures ?? USUAL_ARCHITECTURES,
    ...(region === undefined ? {} : { region }),
    strategy: file.strategy,
    services: resolveServices(file, place.folder, problems),
    ...(hooks === undefined ? {} : { hooks }),
    ...(file.allowErrors === undefined ? {} : { allowedErrors: [...new Set(file.allowErrors)] }),
  };
}

/**
 * From the data of a file to what it says. Problems are added, not thrown: the command that wants the file may have more
 * to say. `undefined` when there is nothing to go on with.
 */
export async function resolveFile({ value, place, problems }: ScenarioSource): Promise<ResolvedFile | undefined> {
  const file = validate(value, problems);
  if (file === undefined) return undefined;
  const payloads = (await payloadsAt(file, [], place.folder, problems)) ?? [EMPTY_PAYLOAD];
  const functions = await resolveFunctions(file, value, payloads, place, problems);
  const asked = askedOf(file, problems);
  const base = baseOf(file, asked, functions, place, problems);
  const measuring = {
    asked,
    concurrency: file.concurrency,
    coldShareRatio: file.coldShare,
    ...(file.invoke === undefined ? {} : { invoke: file.invoke }),
    ...(file.check === undefined ? {} : { check: file.check }),
  };
  const fault = invocationsFault(measuring);
  if (fault !== undefined) problems.add(['invocations'], fault);
  const unsent = invokeFault(file.invoke, payloads);
  if (unsent !== undefined) problems.add(['invoke'], unsent);
  const unmixed = allStartsFault({ ...base, ...measuring });
  if (unmixed !== undefined) problems.add(['strategy'], unmixed);
  const hasPayload = file.payload !== undefined || file.payloads !== undefined;
  const plan = await resolvePlan(file, { functions, hasPayload }, place.folder, problems);
  const names = file.functions !== undefined ? 'mix' : file.function !== undefined ? 'one' : 'none';
  const hasLoad = file.load !== undefined || problems.has(['load']);
  return { base, measuring, functions, names, payloads, hasPayload, plan, hasLoad };
}

/** From the data of a file to what `kelvin tune` measures. @throws ScenarioError with all problems. */
export async function resolveScenario(source: ScenarioSource): Promise<Scenario> {
  const { problems } = source;
  const file = await resolveFile(source);
  if (file === undefined) return problems.resultOrThrow<Scenario>(undefined);
  const [only] = file.functions;
  if (file.names === 'mix') {
    problems.add(['functions'], 'a mix is for `kelvin load`; expected one `function` to tune');
  } else if (file.names === 'none' && !problems.has(['function'])) {
    problems.add(['function'], 'missing; expected a map with either `name` or `code`');
  }
  const { base, measuring, payloads } = file;
  return {
    ...base,
    ...measuring,
    ...decided(measuring.asked),
    payloads,
    function: problems.resultOrThrow(only?.function),
  };
}
