import { AGGREGATES } from '../aggregate-names.js';
import { type Accumulator, accumulatorFor } from '../aggregates.js';
import { evaluate } from '../evaluate.js';
import { Row } from '../row.js';
import type { Call, Expression, StatsCommand } from '../syntax.js';
import { textOf, type Value } from '../value.js';
import type { Stage } from './stage.js';

interface Group {
  readonly by: readonly (Value | undefined)[];
  readonly accumulators: ReadonlyMap<Call, Accumulator>;
}

/** One row for each group, in the order in which the groups began: as the newest events come first, so do their bins. */
export function statsStage({ items, by }: StatsCommand, next: Stage): Stage {
  const calls = items.flatMap(({ expression }) => aggregatesIn(expression));
  const groups = new Map<string, Group>();
  return {
    push: (row) => {
      const values = by.map(({ expression }) => evaluate(expression, row));
      const key = JSON.stringify(values.map((it) => (it === undefined ? null : textOf(it))));
      let group = groups.get(key);
      if (group === undefined) {
        group = { by: values, accumulators: new Map(calls.map((call) => [call, accumulatorFor(call)])) };
        groups.set(key, group);
      }
      for (const accumulator of group.accumulators.values()) accumulator.add(row);
    },
    end: () => {
      for (const { by: values, accumulators } of groups.values()) {
        const row = new Row();
        by.forEach(({ name }, place) => {
          row.set(name, values[place]);
        });
        // An item may build on those before it: `max(a) as most, min(a) as least, most - least as range`.
        const scope = {
          field: (name: string) => row.field(name),
          aggregate: (call: Call) => accumulators.get(call)?.result(),
        };
        for (const { name, expression } of items) row.set(name, evaluate(expression, scope));
        next.push(row);
      }
      next.end();
    },
  };
}

function aggregatesIn(expression: Expression): Call[] {
  switch (expression.kind) {
    case 'call':
      return AGGREGATES.has(expression.name) ? [expression] : expression.args.flatMap(aggregatesIn);
    case 'binary':
      return [...aggregatesIn(expression.left), ...aggregatesIn(expression.right)];
    case 'negative':
    case 'not':
    case 'like':
    case 'in':
      return aggregatesIn(expression.operand);
    default:
      return [];
  }
}
