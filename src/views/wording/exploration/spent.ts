import type { Result } from '../../../analysis/index.js';
import { formatUsd, type Milliseconds } from '../../../units/index.js';
import { formatClock } from '../clock.js';
import type { Exploration } from './goal.js';

/** One thing that exploring spends: how much, and how much it may be where there is a limit. */
export interface Spending {
  readonly name: 'invocations' | 'dollars' | 'time';
  /** `42`, `$0.0006`, `1 min 12 s`. */
  readonly spent: string;
  /** `60`, `$0.05`, `5 min 00 s`. */
  readonly limit: string | undefined;
  /** Of the limit, 0 to 1 and beyond; undefined without one. */
  readonly ratio: number | undefined;
}

/** @param elapsedMs of a run that goes on; the result knows that of one that has ended. */
export function spendings(
  { spent }: Pick<Result, 'spent'>,
  { goal }: Exploration,
  elapsedMs: Milliseconds | undefined = spent.elapsedMs,
): Spending[] {
  const of = <Value extends number>(
    name: Spending['name'],
    format: (value: Value) => string,
    value: Value,
    limit: Value | undefined,
  ): Spending => ({
    name,
    spent: format(value),
    limit: limit === undefined ? undefined : format(limit),
    ratio: limit === undefined || limit <= 0 ? undefined : value / limit,
  });
  return [
    of('invocations', (value) => value.toLocaleString('en-US'), spent.invocations, goal.maxInvocations),
    of('dollars', formatUsd, spent.usd, goal.budgetUsd),
    ...(elapsedMs === undefined ? [] : [of('time', formatClock, elapsedMs, goal.maxTimeMs)]),
  ];
}

/** `42 of 60 invocations, $0.0006 of $0.0500, 1 min 12 s of 5 min 00 s`. */
export const spendingsText = (all: readonly Spending[]): string =>
  all
    .map(({ name, spent, limit }) => {
      const amount = limit === undefined ? spent : `${spent} of ${limit}`;
      return name === 'invocations' ? `${amount} invocations` : amount;
    })
    .join(', ');
