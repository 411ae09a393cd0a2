/** A stretch of the text. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

export type Expression = Extent &
  (
    | { readonly kind: 'literal'; readonly text: string; readonly isQuoted: boolean }
    /** A text with `${…}` in it: what is between is parsed, too. */
    | { readonly kind: 'template'; readonly parts: readonly (string | Expression)[] }
    /** `var.sizes["api"].memory`: a step whose key is not written out is an expression. */
    | { readonly kind: 'traversal'; readonly root: string; readonly steps: readonly (string | Expression)[] }
    | {
        readonly kind: 'conditional';
        readonly condition: Expression;
        readonly holds: Expression;
        readonly fails: Expression;
      }
    | {
        readonly kind: 'object';
        readonly items: readonly { readonly key: string | undefined; readonly value: Expression }[];
      }
    | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
    | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
    /** Arithmetic, comparisons, `for`, splats: not followed. */
    | { readonly kind: 'other' }
  );

export interface Attribute extends Extent {
  readonly name: string;
  readonly value: Expression;
}

export interface Block extends Extent {
  readonly type: string;
  readonly labels: readonly string[];
  /** Right behind the `{`. */
  readonly bodyStart: number;
  readonly body: Body;
}

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

/** The text is no HCL as far as it is understood here. */
export class HclError extends Error {
  override readonly name = 'HclError';
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

export const attributeOf = (body: Body, name: string): Attribute | undefined =>
  body.attributes.find((it) => it.name === name);
