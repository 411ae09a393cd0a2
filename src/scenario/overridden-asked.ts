import type { Architecture } from '../pricing/index.js';
import type { Asked, AskedGoal } from './asked.js';
import { USUAL_INVOCATIONS } from './decided.js';
import * as measuring from './measuring-parts.js';
import type { ProblemList } from './problem-list.js';
import { read } from './read-option.js';
import { askedSizes } from './resolve-asked.js';
import { settings } from './schema.js';
import type { OptionNames, Overrides } from './tune-overrides.js';

/** Those that say how often every size is measured, and those that say how safe a choice of Kelvin's must be. */
const EVERY_SIZE = ['exhaustive', 'cold', 'warm'] as const;
const GOAL = ['regret', 'confidence', 'budget', 'maxInvocations', 'maxTime'] as const;

const A_LIST = 'expected a list, such as 128,512,1769';

/** The architectures of the command line, each once. */
export function architecturesOf(
  { architectures: typed }: Pick<Overrides, 'architectures'>,
  option: string,
  problems: ProblemList,
): readonly Architecture[] | undefined {
  const found = read(settings.architectures, typed, undefined, option, problems);
  return found === undefined ? undefined : [...new Set(found)];
}

/** The memory sizes of the command line: numbers are a list, a text is a range. */
export function sizesOf(
  { memorySizesMB: typed }: Pick<Overrides, 'memorySizesMB'>,
  option: string,
  problems: ProblemList,
): Pick<Asked, 'sizesMB' | 'rangeMB'> {
  return typeof typed === 'string'
    ? askedSizes(read(measuring.sizeRange.optional(), typed, undefined, option, problems))
    : askedSizes(read(measuring.sizeList.optional(), typed, undefined, option, problems));
}

function goalOf(overrides: Overrides, names: OptionNames, problems: ProblemList): AskedGoal {
  const { regret, confidence, budget, maxInvocations, maxTime } = overrides;
  const regretRatio = read(measuring.regret.optional(), regret, undefined, names.regret, problems);
  const confidenceRatio = read(measuring.confidence.optional(), confidence, undefined, names.confidence, problems);
  const budgetUsd = read(measuring.budget.optional(), budget, undefined, names.budget, problems);
  const most = read(measuring.maxInvocations.optional(), maxInvocations, undefined, names.maxInvocations, problems);
  const maxTimeMs = read(measuring.maxTime.optional(), maxTime, undefined, names.maxTime, problems);
  return {
    ...(regretRatio === undefined ? {} : { regretRatio }),
    ...(confidenceRatio === undefined ? {} : { confidenceRatio }),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    ...(most === undefined ? {} : { maxInvocations: most }),
    ...(maxTimeMs === undefined ? {} : { maxTimeMs }),
  };
}

function invocationsOf(asked: Asked, overrides: Overrides, names: OptionNames, problems: ProblemList) {
  const { shape } = settings.invocations.unwrap();
  const before = asked.invocations ?? USUAL_INVOCATIONS;
  const cold = read(shape.cold, overrides.cold, before.cold, names.cold, problems);
  const warm = read(shape.warm, overrides.warm, before.warm, names.warm, problems);
  return { cold, warm };
}

const isGiven = (overrides: Overrides, key: keyof Overrides): boolean =>
  overrides[key] !== undefined && overrides[key] !== false;

/** Of a file's limits: a number of invocations for each size would run past them. */
const limitsIn = ({ goal = {} }: Asked): readonly string[] => [
  ...(goal.budgetUsd === undefined ? [] : ['budget']),
  ...(goal.maxInvocations === undefined ? [] : ['maxInvocations']),
  ...(goal.maxTimeMs === undefined ? [] : ['maxTime']),
];

/** The options that ask for both ways of measuring at once, or for one that the scenario excludes. */
function checkExcluded(before: Asked, overrides: Overrides, names: OptionNames, problems: ProblemList): void {
  const everySize = EVERY_SIZE.find((key) => isGiven(overrides, key));
  const byOption = everySize === undefined ? undefined : names[everySize];
  const by = byOption ?? (before.invocations === undefined ? undefined : '`invocations` of the scenario');
  if (by === undefined) return;
  for (const key of GOAL.filter((it) => isGiven(overrides, it))) {
    problems.add([names[key]], `is for exploring, and ${by} asks for every size; expected one of the two`);
  }
  if (typeof overrides.memorySizesMB === 'string') {
    problems.add([names.memorySizesMB], `a range is explored, and ${by} asks for every size of a list; ${A_LIST}`);
  }
  if (byOption === undefined) return;
  if (before.rangeMB !== undefined && overrides.memorySizesMB === undefined) {
    const message = `asks for every size of a list, and \`memorySizes\` of the scenario is a range; expected ${names.memorySizesMB} with a list, such as ${names.memorySizesMB} 128,512,1769`;
    problems.add([byOption], message);
  }
  for (const limit of limitsIn(before)) {
    const message = `asks for every size, whatever it takes, and the scenario has a limit, \`explore.${limit}\`; expected one of the two`;
    problems.add([byOption], message);
  }
}

/** What is asked of sizes and numbers when the command line has had its say. */
export function overriddenAsked(before: Asked, overrides: Overrides, names: OptionNames, problems: ProblemList): Asked {
  checkExcluded(before, overrides, names, problems);
  const sizes = sizesOf(overrides, names.memorySizesMB, problems);
  const { sizesMB, rangeMB } = overrides.memorySizesMB === undefined ? before : sizes;
  const everySize = before.invocations !== undefined || EVERY_SIZE.some((key) => isGiven(overrides, key));
  const architectures = architecturesOf(overrides, names.architectures, problems) ?? before.architectures;
  const goal = { ...before.goal, ...goalOf(overrides, names, problems) };
  return {
    ...(sizesMB === undefined ? {} : { sizesMB }),
    ...(rangeMB === undefined ? {} : { rangeMB }),
    ...(architectures === undefined ? {} : { architectures }),
    ...(everySize ? { invocations: invocationsOf(before, overrides, names, problems) } : {}),
    ...(everySize || (before.goal === undefined && Object.keys(goal).length === 0) ? {} : { goal }),
  };
}
