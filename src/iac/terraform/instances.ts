import { follow } from './follow.js';
import type { Block } from './hcl/syntax.js';
import { calledFolder, type In, type Module, type Modules, sourceOf, valueIn } from './modules.js';
import type { Located, Scope } from './scope.js';

/** A block that makes a function, once for each time that it does. */
export interface Instance {
  readonly block: In<Block>;
  readonly scope: Scope;
  /** `module.api.aws_lambda_function.this["orders"]`. */
  readonly address: string;
}

/** Modules may call each other no deeper than people do. */
const DEEPEST = 8;

/** Every function of every root: a module that another one calls is looked at there, with what it is given. */
export function instancesIn({ byFolder }: Modules): Instance[] {
  const called = new Set([...byFolder.values()].flatMap(({ calls }) => calls.flatMap((it) => calledFolder(it) ?? [])));
  const roots = [...byFolder.values()].filter(({ folder }) => !called.has(folder));
  return roots.flatMap((module) => within(byFolder, { module }, '', DEEPEST));
}

function within(byFolder: ReadonlyMap<string, Module>, scope: Scope, prefix: string, depth: number): Instance[] {
  const own = scope.module.functions.flatMap((block) =>
    repeated(block, scope).map(([inner, key]) => ({
      block,
      scope: inner,
      address: `${prefix}${block.is.labels.join('.')}${key}`,
    })),
  );
  const called = scope.module.calls.flatMap((block) =>
    repeated(block, scope).flatMap(([inner, key]) =>
      ofCall(byFolder, block, inner, `${prefix}module.${block.is.labels[0]}${key}`, depth),
    ),
  );
  return [...own, ...called];
}

function ofCall(
  byFolder: ReadonlyMap<string, Module>,
  block: In<Block>,
  from: Scope,
  address: string,
  depth: number,
): Instance[] {
  const module = byFolder.get(calledFolder(block) ?? '\0');
  if (module !== undefined && depth > 0)
    return within(byFolder, { module, call: { block, from } }, `${address}.`, depth - 1);
  return makesFunction(block) ? [{ block, scope: from, address }] : [];
}

/**
 * A module from a registry that makes one function, such as terraform-aws-modules/lambda: it is told by its name, or by
 * taking what only a function has.
 */
function makesFunction(block: In<Block>): boolean {
  if (/^terraform-aws-modules\/lambda\/aws$/.test(sourceOf(block.is) ?? '')) return true;
  return valueIn(block, 'memory_size') !== undefined && valueIn(block, 'function_name') !== undefined;
}

/** Once, or for each key of a `for_each` that can be seen. */
function repeated(block: In<Block>, scope: Scope): [Scope, string][] {
  const over = valueIn(block, 'for_each');
  if (over === undefined) return [[scope, '']];
  const { each: _, ...outer } = scope;
  const items = follow({ ...over, scope, name: 'for_each' }).ends.flatMap(itemsOf);
  return items.length === 0
    ? [[scope, '']]
    : items.map(([key, value]) => [{ ...outer, each: { key, value } }, `["${key}"]`]);
}

function itemsOf(over: Located): [string, Located][] {
  const { is } = over;
  if (is.kind === 'object') {
    return is.items.flatMap(({ key, value }) =>
      key === undefined ? [] : [[key, { ...over, is: value, name: `${over.name}.${key}` }]],
    );
  }
  if (is.kind !== 'tuple') return [];
  return is.items.flatMap((item) => (item.kind === 'literal' ? [[item.text, { ...over, is: item }]] : []));
}
