import { attributeOf, type Expression } from './hcl/syntax.js';
import { valueIn } from './modules.js';
import type { Followed, Located } from './scope.js';

const unseen = (...what: string[]): Followed => ({ ends: [], unseen: what });
const together = (all: readonly Followed[]): Followed => ({
  ends: all.flatMap(({ ends }) => ends),
  unseen: all.flatMap((it) => it.unseen),
});

/** References may name each other in a circle; nobody nests them so deep. */
const DEEPEST = 30;

const DEFAULT_OF = 'the default of variable';

/** Whether a place is the default of a variable, by what it is called. */
export const isDefault = (name: string): boolean => name.startsWith(DEFAULT_OF);

type Step = string | Expression;

/**
 * Goes from an expression to what it comes to: literals, lists and objects. Of a choice all branches are given.
 * @param steps into what is found: `memory` of an object
 */
export function follow(from: Located, steps: readonly Step[] = [], depth = 0): Followed {
  const { is } = from;
  if (depth > DEEPEST) return unseen('values that name each other');
  const next = (it: Located, more: readonly Step[] = steps): Followed => follow(it, more, depth + 1);
  const inner = (expression: Expression, name = from.name): Located => ({ ...from, is: expression, name });
  switch (is.kind) {
    case 'conditional':
      return together([
        next(inner(is.holds, `${from.name} where the condition holds`)),
        next(inner(is.fails, `${from.name} where the condition does not hold`)),
      ]);
    case 'call':
      return followCall(from, is.name, is.arguments, steps, next);
    case 'traversal':
      return followReference(from, is.root, [...is.steps, ...steps], next);
    default:
      return enter(from, steps, next);
  }
}

type Next = (it: Located, more?: readonly Step[]) => Followed;

/** A step into an object; one whose key is not known may be any. */
function enter(from: Located, [step, ...rest]: readonly Step[], next: Next): Followed {
  const { is } = from;
  if (step === undefined) return is.kind === 'other' ? unseen(textOf(from)) : { ends: [from], unseen: [] };
  if (is.kind === 'tuple') {
    const item = is.items[Number(step)];
    return item === undefined ? unseen(textOf(from)) : next({ ...from, is: item }, rest);
  }
  if (is.kind !== 'object') return unseen(textOf(from));
  const items = typeof step === 'string' ? is.items.filter(({ key }) => key === step) : is.items;
  if (items.length === 0) {
    return { ...unseen(`${from.name}, which has no ${typeof step === 'string' ? step : 'item'}`), isMissing: true };
  }
  return together(items.map(({ key, value }) => next({ ...from, is: value, name: `${from.name}.${key}` }, rest)));
}

function followReference(from: Located, root: string, [first, ...rest]: readonly Step[], next: Next): Followed {
  const { scope } = from;
  const name = typeof first === 'string' ? first : '';
  if (root === 'var') return ofVariable(from, name, rest, next);
  if (root === 'local') {
    const local = scope.module.locals.get(name);
    return local === undefined ? unseen(`local.${name}`) : next({ ...local, scope, name: `local.${name}` }, rest);
  }
  if (root === 'each' && scope.each !== undefined && name === 'value') return next(scope.each.value, rest);
  return unseen(textOf(from));
}

function ofVariable(from: Located, name: string, rest: readonly Step[], next: Next): Followed {
  const { scope } = from;
  const { module, call } = scope;
  const block = module.variables.get(name);
  const byDefault = block === undefined ? undefined : valueIn(block, 'default');
  const own: Located[] = byDefault === undefined ? [] : [{ ...byDefault, scope, name: `${DEFAULT_OF} ${name}` }];
  if (call !== undefined) {
    const argument = attributeOf(call.block.is.body, name)?.value;
    const label = `${name} of module.${call.block.is.labels[0]}`;
    if (argument !== undefined)
      return next({ file: call.block.file, is: argument, scope: call.from, name: label }, rest);
    return together(own.map((it) => next(it, rest)));
  }
  const given = (module.given.get(name) ?? []).map(({ file, is }) => ({ file, is, scope, name }));
  const all = [...own, ...given];
  return all.length === 0
    ? unseen(`variable ${name}, which has no default and is given at deploy`)
    : together(all.map((it) => next(it, rest)));
}

/** Functions that hand on one of their arguments, or look one up. */
function followCall(
  from: Located,
  name: string,
  all: readonly Expression[],
  steps: readonly Step[],
  next: Next,
): Followed {
  const [first, second, third] = all;
  const into = (is: Expression | undefined, more: readonly Step[] = steps): Followed =>
    is === undefined ? { ends: [], unseen: [] } : next({ ...from, is }, more);
  switch (name) {
    case 'try':
    case 'coalesce':
      return firstThere(all.filter((it) => it.kind !== 'literal' || it.text !== 'null').map((it) => into(it)));
    case 'tonumber':
    case 'tostring':
    case 'toset':
    case 'tomap':
      return into(first);
    case 'lookup': {
      const key = second?.kind === 'literal' ? second.text : second;
      return key === undefined ? unseen(textOf(from)) : firstThere([into(first, [key, ...steps]), into(third)]);
    }
    default:
      return unseen(textOf(from));
  }
}

/** The first that is there for sure, and before it those of which that is not known. */
function firstThere(all: readonly Followed[]): Followed {
  const there = all.filter(({ isMissing }) => isMissing !== true);
  const last = there.findIndex(({ ends, unseen: none }) => ends.length > 0 && none.length === 0 && isOne(ends));
  return together(there.slice(0, last === -1 ? there.length : last + 1));
}

/** Of several one may be `null`, or what a key that is not known leads to, which may be nothing. */
const isOne = (ends: readonly Located[]): boolean => ends.length === 1;

/** As it is written, on one line. */
const textOf = ({ file, is }: Located): string => {
  const text = file.text.slice(is.start, is.end).replaceAll(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};
