import type { CheckMeasurement, Measurement } from '../../../../recording/index.js';

/**
 * A run's measurements by their execution environments. A visit to a size begins with as many cold starts as were sent at a
 * time; where that is one, all that follows is of the same environment. Of several no report says which of them answered a
 * warm invocation, so they take turns, as in a check.
 */
export function environmentsOf(measurements: readonly Measurement[]): readonly CheckMeasurement[] {
  let next = 0;
  let visit: Visit | undefined;
  return measurements.map((it): CheckMeasurement => {
    const isCold = it.intended === 'cold';
    if (visit === undefined || !isOf(visit, it) || (isCold && visit.warm > 0)) {
      visit = { last: it, environments: [], warm: 0 };
    }
    if (isCold || visit.environments.length === 0) visit.environments.push(next++);
    const { environments } = visit;
    const turn = isCold ? environments.length - 1 : visit.warm % environments.length;
    visit.warm += isCold ? 0 : 1;
    return { ...it, side: 'base', environment: environments[turn] ?? 0 };
  });
}

interface Visit {
  readonly last: Measurement;
  readonly environments: number[];
  warm: number;
}

const isOf = ({ last }: Visit, it: Measurement): boolean =>
  last.block === it.block && last.memorySizeMB === it.memorySizeMB && last.architecture === it.architecture;
