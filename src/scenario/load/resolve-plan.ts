import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { ProblemList } from '../problem-list.js';
import type { FieldPath } from '../problems.js';
import type { LoadPlan } from './load-plan.js';
import type { MixedFunction } from './load-scenario.js';
import type { PlanEntries } from './plan-schema.js';
import { resolvePhases } from './resolve-phases.js';
import { checkUrl, resolveVia } from './via.js';

const USUAL_TIMEOUT_MS = 60_000;
/**
 * Past a function's own timeout, so that the answer that tells of it still comes: INIT of a cold start may take 10 s before
 * it begins (developer guide, "Lambda execution environment", read 2026-11).
 */
const AFTER_FUNCTION_MS = 15_000;

/** Longer than the slowest function may take: a request given up before would hide what became of it. */
function usualTimeout(functions: readonly Pick<MixedFunction, 'function'>[]): Milliseconds {
  const allowed = functions.map((it) => (it.function.kind === 'code' ? it.function.timeoutMs : milliseconds(0)));
  return timeoutFor(milliseconds(USUAL_TIMEOUT_MS), allowed);
}

/** A timeout of requests that outlasts those of functions. @param functionsMs how long each may take */
export const timeoutFor = (timeoutMs: Milliseconds, functionsMs: readonly Milliseconds[]): Milliseconds =>
  milliseconds(Math.max(timeoutMs, ...functionsMs.map((ms) => ms + AFTER_FUNCTION_MS)));

/** The load of a file. It has no phases where the file has none: `kelvin tune` does not need them. */
export async function resolvePlan(
  entries: PlanEntries,
  { functions, hasPayload }: { readonly functions: readonly MixedFunction[]; readonly hasPayload: boolean },
  folder: string,
  problems: ProblemList,
): Promise<LoadPlan> {
  const { load, timeout, retries, thresholds = {} } = entries;
  const pathOf = (index: number): FieldPath => (Array.isArray(load) ? ['load', index] : ['load']);
  const list = load === undefined ? [] : Array.isArray(load) ? load : [load];
  const via = resolveVia(entries.via, hasPayload, ['via'], problems);
  checkUrl(via, functions, ['via'], problems);
  return {
    phases: await resolvePhases(list, pathOf, folder, problems),
    via,
    timeoutMs: timeout ?? usualTimeout(functions),
    isTimeoutAsked: timeout !== undefined,
    retries,
    thresholds: Object.values(thresholds).filter((it) => it !== undefined),
  };
}
