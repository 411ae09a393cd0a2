import type { CheckMetric } from '../../units/index.js';
import { ProblemList } from '../problem-list.js';
import { read } from '../read-option.js';
import { type AskedCheck, type AskedLimits, type CheckGoal, checkGoalOf } from './check-goal.js';
import { checkSettings, withoutMissing } from './check-schema.js';
import { parseMetricLimits } from './limits-text.js';

/** What the command line of `kelvin check` can say instead of the scenario: checked here, not before. */
export interface CheckOverrides {
  /** `initDuration=10%,20ms`, one a line; adds to those of the scenario. */
  readonly limits?: readonly string[] | undefined;
  readonly confidence?: string | undefined;
  readonly maxColdStarts?: number | undefined;
  readonly warm?: number | undefined;
  readonly atATime?: number | undefined;
  readonly budget?: string | undefined;
  readonly maxTime?: string | undefined;
  readonly inconclusive?: string | undefined;
}

const NAMES: Readonly<Record<keyof CheckOverrides, string>> = {
  limits: '--limit',
  confidence: '--confidence',
  maxColdStarts: '--max-cold-starts',
  warm: '--warm',
  atATime: '--at-a-time',
  budget: '--budget',
  maxTime: '--max-time',
  inconclusive: '--inconclusive',
};

/**
 * How a check decides: what the scenario says of it, what the command line says instead, and defaults for the rest.
 * @throws ScenarioError with every problem at once; the field of each is the option
 */
export function checkGoal(said: AskedCheck = {}, overrides: CheckOverrides = {}): CheckGoal {
  const problems = new ProblemList();
  const option = <Key extends Exclude<keyof CheckOverrides, 'limits'>>(key: Key) =>
    read(checkSettings[key], overrides[key], undefined, NAMES[key], problems) as ReturnType<
      (typeof checkSettings)[Key]['parse']
    >;
  const given = withoutMissing({
    confidenceRatio: option('confidence'),
    maxColdStarts: option('maxColdStarts'),
    warm: option('warm'),
    atATime: option('atATime'),
    budgetUsd: option('budget'),
    maxTimeMs: option('maxTime'),
    inconclusive: option('inconclusive'),
  });
  const limits = { ...said.limits, ...limitsOf(overrides.limits ?? [], problems) };
  const goal = checkGoalOf({ ...said, ...given, limits });
  if (goal.limits.length === 0) problems.add([NAMES.limits], 'every metric is off; expected one to look at');
  return problems.resultOrThrow(goal);
}

function limitsOf(texts: readonly string[], problems: ProblemList): Partial<Record<CheckMetric, AskedLimits>> {
  const found: Partial<Record<CheckMetric, AskedLimits>> = {};
  for (const text of texts) {
    const parsed = parseMetricLimits(text);
    if ('fault' in parsed) problems.add([NAMES.limits], parsed.fault, parsed.hint);
    else found[parsed.metric] = parsed.limits;
  }
  return found;
}
