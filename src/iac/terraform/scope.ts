import type { Block, Expression } from './hcl/syntax.js';
import type { In, Module } from './modules.js';

/** An expression, and in which call of its module it stands: what `var.x` is depends on it. */
export interface Located extends In<Expression> {
  readonly scope: Scope;
  /** What it is called where it is told of: `the default of variable memory`. */
  readonly name: string;
}

/** One call of a module, or the root. */
export interface Scope {
  readonly module: Module;
  /** Missing for the root, whose variables come from `*.tfvars` and the command line. */
  readonly call?: { readonly block: In<Block>; readonly from: Scope };
  /** Within a block that has `for_each`. */
  readonly each?: { readonly key: string; readonly value: Located };
}

/** What was found behind an expression. */
export interface Followed {
  readonly ends: readonly Located[];
  /** What is known only to a deploy, or is not followed. */
  readonly unseen: readonly string[];
  /** It is sure that there is nothing: a `lookup` then takes its default. */
  readonly isMissing?: boolean;
}
