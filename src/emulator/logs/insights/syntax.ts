import type { Period } from './period.js';

export type BinaryOperator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '^';

/** A function's call; `text` is how it stands in the query, and so the name of a column that has no other. */
export interface Call {
  readonly kind: 'call';
  /** In lower case: AWS does not mind. */
  readonly name: string;
  readonly args: readonly Expression[];
  readonly text: string;
}

export type Expression =
  | Call
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'period'; readonly value: Period }
  | { readonly kind: 'every' }
  | { readonly kind: 'negative' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'like'; readonly operand: Expression; readonly pattern: Expression | RegExp }
  | { readonly kind: 'in'; readonly operand: Expression; readonly list: readonly Expression[] };

/** An expression and what its column is called: its alias, or else its own text. */
export interface Column {
  readonly name: string;
  readonly expression: Expression;
}

export interface SortKey {
  readonly expression: Expression;
  readonly isDescending: boolean;
}

/** Takes fields out of the text of another: `names[i]` is what `groups[i]` of the expression has found. */
export interface ParseCommand {
  readonly kind: 'parse';
  readonly source: string;
  readonly regex: RegExp;
  readonly groups: readonly (string | number)[];
  readonly names: readonly string[];
}

export interface StatsCommand {
  readonly kind: 'stats';
  readonly items: readonly Column[];
  readonly by: readonly Column[];
}

export type Command =
  | { readonly kind: 'fields' | 'display'; readonly columns: readonly Column[] }
  | { readonly kind: 'filter'; readonly condition: Expression }
  | ParseCommand
  | StatsCommand
  | { readonly kind: 'sort'; readonly keys: readonly SortKey[] }
  | { readonly kind: 'limit'; readonly count: number }
  | { readonly kind: 'dedup'; readonly keys: readonly Expression[] };

export type Query = readonly Command[];
