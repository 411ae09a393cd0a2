import type { Scanner } from './scanner.js';

export type Condition<Subject> = (subject: Subject) => boolean;

/** Conditions joined by `&&` and `||`, of which `&&` binds closer, and parentheses. */
export function parseCondition<Subject>(
  scanner: Scanner,
  parseLeaf: (scanner: Scanner) => Condition<Subject>,
): Condition<Subject> {
  const primary = (): Condition<Subject> => {
    if (!scanner.take('(')) return parseLeaf(scanner);
    const inner = disjunction();
    scanner.expect(')');
    return inner;
  };
  const conjunction = (): Condition<Subject> => {
    const all = [primary()];
    while (scanner.take('&&')) all.push(primary());
    return (subject) => all.every((it) => it(subject));
  };
  const disjunction = (): Condition<Subject> => {
    const any = [conjunction()];
    while (scanner.take('||')) any.push(conjunction());
    return (subject) => any.some((it) => it(subject));
  };
  return disjunction();
}
