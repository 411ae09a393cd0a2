import type { ProblemList } from '../problem-list.js';
import { read } from '../read-option.js';
import { endAfter } from './end-after.js';
import type { LoadOptionNames, LoadOverrides } from './load-overrides.js';
import type { LoadPlan, Phase, Threshold, Via } from './load-plan.js';
import type { MixedFunction } from './load-scenario.js';
import { phasesOfText } from './phase-text.js';
import { planShape } from './plan-schema.js';
import { span } from './rate.js';
import { mergeThresholds, parseThreshold } from './threshold.js';
import { checkUrl, resolveVia } from './via.js';

interface Planned {
  readonly plan: LoadPlan;
  readonly functions: readonly MixedFunction[];
  readonly hasPayload: boolean;
}

/** A number that was typed is one for the schema too. */
const typed = (text: string | undefined): string | number | undefined =>
  text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;

/** An address or a form of the API; anything else is a mistake that is told. */
function viaOf(text: string, hasPayload: boolean, option: string, problems: ProblemList): Via | undefined {
  if (text.includes('://')) return resolveVia({ url: text }, hasPayload, [option], problems);
  const known = (['invoke', 'invoke-stream', 'function-url'] as const).find((it) => it === text);
  if (known === undefined) {
    problems.add([option], `got ${JSON.stringify(text)}; expected invoke, invoke-stream, function-url or an address`);
  }
  return known === undefined ? undefined : resolveVia(known, hasPayload, [option], problems);
}

function thresholdsOf(text: string, option: string, problems: ProblemList): readonly Threshold[] {
  return text.split(',').flatMap((part) => {
    const parsed = parseThreshold(part);
    if ('metric' in parsed) return [parsed];
    problems.add([option], parsed.fault, parsed.hint);
    return [];
  });
}

async function phasesOf(
  { phases }: LoadPlan,
  { load, for: forText }: LoadOverrides,
  names: LoadOptionNames,
  problems: ProblemList,
): Promise<readonly Phase[]> {
  const forMs = read(span().optional(), typed(forText), undefined, names.for, problems);
  const asked = load === undefined ? phases : await phasesOfText(load, forText, process.cwd(), names.load, problems);
  return forMs === undefined ? asked : endAfter(asked, forMs);
}

/** The load of a file with what the command line says instead. */
export async function overriddenPlan(
  { plan, functions, hasPayload }: Planned,
  overrides: LoadOverrides,
  names: LoadOptionNames,
  problems: ProblemList,
): Promise<LoadPlan> {
  const { via: viaText, timeout, retries, threshold, payloads } = overrides;
  const asked =
    viaText === undefined ? undefined : viaOf(viaText, hasPayload || payloads !== undefined, names.via, problems);
  if (asked !== undefined) checkUrl(asked, functions, [names.via], problems);
  const thresholds = threshold === undefined ? [] : thresholdsOf(threshold, names.threshold, problems);
  return {
    phases: await phasesOf(plan, overrides, names, problems),
    via: asked ?? plan.via,
    timeoutMs: read(planShape.timeout.unwrap(), typed(timeout), plan.timeoutMs, names.timeout, problems),
    isTimeoutAsked: plan.isTimeoutAsked || timeout !== undefined,
    retries: read(planShape.retries, retries, plan.retries, names.retries, problems),
    thresholds: mergeThresholds(plan.thresholds, thresholds),
  };
}
