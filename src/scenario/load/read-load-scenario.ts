import { handlerSource } from '../from-handler.js';
import { parseFunctionName } from '../function-name.js';
import { readScenarioFile } from '../load.js';
import { checkPayloads, overriddenBase } from '../overrides.js';
import { ProblemList } from '../problem-list.js';
import { type ResolvedFile, resolveFile, type ScenarioSource } from '../resolve.js';
import { LOAD_OPTION_NAMES, type LoadOptionNames, type LoadOverrides } from './load-overrides.js';
import type { LoadPlan } from './load-plan.js';
import type { LoadScenario } from './load-scenario.js';
import { overriddenPlan } from './overridden-plan.js';

/** What a command line can name to put under load. */
export type LoadSource =
  | { readonly kind: 'file'; readonly path: string }
  /** A handler's file or folder, without a scenario. */
  | { readonly kind: 'handler'; readonly path: string }
  /** A function that exists, by name or ARN. */
  | { readonly kind: 'function'; readonly name: string; readonly qualifier?: string }
  /** An address of which nothing more is known. */
  | { readonly kind: 'url'; readonly url: string };

async function sourceOf(source: LoadSource): Promise<ScenarioSource> {
  const place = { folder: process.cwd(), name: 'load' };
  const problems = new ProblemList();
  switch (source.kind) {
    case 'file':
      return readScenarioFile(source.path);
    case 'handler':
      return handlerSource(source.path);
    case 'function': {
      const { name, qualifier } = source;
      const value = { function: { name, ...(qualifier === undefined ? {} : { qualifier }) } };
      return { value, place: { ...place, name: parseFunctionName(name)?.shortName ?? name }, problems };
    }
    case 'url': {
      const name = URL.parse(source.url)?.hostname ?? 'url';
      return { value: { via: { url: source.url } }, place: { ...place, name }, problems };
    }
  }
}

/** What only the command line can mend, or the file: told with all that is wrong with the file. */
function checkComplete(file: ResolvedFile, overrides: LoadOverrides, problems: ProblemList): void {
  if (!file.hasLoad && overrides.load === undefined) {
    const hint = "or give --load 'poisson 50/s 60s'";
    problems.add(['load'], 'missing; expected a phase such as {kind: poisson, rate: 50/s, for: 60s}', hint);
  }
  const isUrl = overrides.via?.includes('://') ?? file.plan.via.kind === 'url';
  if (file.names !== 'none' || isUrl || problems.has(['function']) || problems.has(['functions'])) return;
  if (!problems.has(['via'])) {
    problems.add(['function'], 'missing; expected it, several `functions`, or `via: {url: https://...}`');
  }
}

/** A load is measured at each size of a list: between two of them nothing is concluded. */
function checkSizes(file: ResolvedFile, { memorySizesMB }: LoadOverrides, option: string, problems: ProblemList): void {
  const isRange = typeof memorySizesMB === 'string' || file.measuring.asked.rangeMB !== undefined;
  if (!isRange || Array.isArray(memorySizesMB)) return;
  const place = memorySizesMB === undefined ? 'the scenario has a range of memory sizes' : `got ${memorySizesMB}`;
  problems.add([option], `${place}, which is for \`kelvin tune\`; expected a list, such as 512,1024,1769`);
}

/** What a scenario says of invoking holds for a load too. Of an event there is no answer that could be late. */
function streamedWhereAsked({ measuring }: ResolvedFile, plan: LoadPlan, problems: ProblemList): LoadPlan {
  if (measuring.invoke === 'asynchronous') {
    problems.add(
      ['invoke'],
      'asynchronous is for `kelvin tune` and `kelvin check`: a load measures how long answers take',
    );
  }
  if (measuring.invoke !== 'streamed' || plan.via.kind !== 'invoke') return plan;
  return { ...plan, via: { kind: 'invoke', streamed: true } };
}

function functionsOf(file: ResolvedFile, { payloads }: LoadOverrides, option: string, problems: ProblemList) {
  if (payloads === undefined) return file.functions;
  checkPayloads(payloads, option, problems);
  if (file.functions.length > 1) {
    problems.add([option], 'there are several functions, each with payloads of its own; expected one function');
  }
  return file.functions.map((it) => ({ ...it, payloads }));
}

/**
 * What `kelvin load` is to measure: a file or what stands for one, with what the command line says instead.
 * @throws ScenarioError with every problem of the file at once; else with every problem of the options, by their names.
 */
export async function readLoadScenario(
  source: LoadSource,
  overrides: LoadOverrides = {},
  options: Partial<LoadOptionNames> = {},
): Promise<LoadScenario> {
  const from = await sourceOf(source);
  const resolved = await resolveFile(from);
  if (resolved !== undefined) checkComplete(resolved, overrides, from.problems);
  const file = from.problems.resultOrThrow(resolved);
  const names = { ...LOAD_OPTION_NAMES, ...options };
  const problems = new ProblemList();
  const base = overriddenBase(file.base, overrides, names, problems);
  const load = streamedWhereAsked(file, await overriddenPlan(file, overrides, names, problems), problems);
  const functions = functionsOf(file, overrides, names.payloads, problems);
  const isUrl = load.via.kind === 'url';
  if (isUrl && overrides.memorySizesMB !== undefined) {
    problems.add([names.memorySizesMB], 'the memory size behind a URL is not ours to set; expected no sizes');
  }
  checkSizes(file, overrides, names.memorySizesMB, problems);
  if (functions.some((it) => it.function.kind === 'existing' && it.function.twin !== undefined)) {
    problems.add(['function.twin'], 'is for `kelvin tune`; expected one function, and a load of its own for the other');
  }
  if (base.strategy.kind === 'monthly') {
    const message =
      'a month of requests is priced by `kelvin tune`, and a load by what it was itself; expected cheapest';
    problems.add([names.strategy], message);
  }
  const urlPayloads = overrides.payloads ?? file.payloads;
  return problems.resultOrThrow({ ...base, ...(isUrl ? { memorySizesMB: [] } : {}), functions, urlPayloads, load });
}
