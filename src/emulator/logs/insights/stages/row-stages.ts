import { evaluate } from '../evaluate.js';
import type { Column, Expression, ParseCommand } from '../syntax.js';
import { isTrue, textOf } from '../value.js';
import type { Stage } from './stage.js';

/** What looks at one row alone. */
const each = (next: Stage, push: Stage['push']): Stage => ({ push, end: () => next.end() });

export const filterStage = (condition: Expression, next: Stage): Stage =>
  each(next, (row) => {
    if (isTrue(evaluate(condition, row)) === true) next.push(row);
  });

/** Computes the columns that are more than the name of a field. A later one sees those before it. */
export function columnsStage(columns: readonly Column[], next: Stage): Stage {
  const computed = columns.filter(({ name, expression }) => expression.kind !== 'field' || expression.name !== name);
  return each(next, (row) => {
    for (const { name, expression } of computed) row.set(name, evaluate(expression, row));
    next.push(row);
  });
}

export const parseStage = ({ source, regex, groups, names }: ParseCommand, next: Stage): Stage =>
  each(next, (row) => {
    const text = row.field(source);
    const match = text === undefined ? null : regex.exec(textOf(text));
    names.forEach((name, place) => {
      const group = groups[place] ?? 0;
      row.set(name, typeof group === 'number' ? match?.[group] : match?.groups?.[group]);
    });
    next.push(row);
  });
