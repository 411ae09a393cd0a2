import { evaluate } from '../evaluate.js';
import type { Row } from '../row.js';
import type { Expression, SortKey } from '../syntax.js';
import { compare, textOf, type Value } from '../value.js';
import type { Stage } from './stage.js';

export function sortStage(keys: readonly SortKey[], next: Stage): Stage {
  const rows: { readonly row: Row; readonly values: readonly (Value | undefined)[] }[] = [];
  return {
    push: (row) => rows.push({ row, values: keys.map(({ expression }) => evaluate(expression, row)) }),
    end: () => {
      rows.sort((a, b) => {
        for (const [place, { isDescending }] of keys.entries()) {
          const order = compareSorted(a.values[place], b.values[place]);
          if (order !== 0) return isDescending ? -order : order;
        }
        return 0;
      });
      for (const { row } of rows) next.push(row);
      next.end();
    },
  };
}

/** Nothing comes before something, as in AWS's natural order; what is equal stays as it was. */
function compareSorted(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compare(a, b);
}

export function limitStage(count: number, next: Stage): Stage {
  let passed = 0;
  return {
    push: (row) => {
      passed += 1;
      if (passed <= count) next.push(row);
    },
    end: () => next.end(),
  };
}

/** Keeps the first of the rows that have the same values, and every row that lacks one (user guide, "dedup"). */
export function dedupStage(keys: readonly Expression[], next: Stage): Stage {
  const seen = new Set<string>();
  return {
    push: (row) => {
      const values = keys.map((key) => evaluate(key, row));
      const key = values.some((it) => it === undefined)
        ? undefined
        : JSON.stringify(values.map((it) => it !== undefined && textOf(it)));
      if (key !== undefined && seen.has(key)) return;
      if (key !== undefined) seen.add(key);
      next.push(row);
    },
    end: () => next.end(),
  };
}
