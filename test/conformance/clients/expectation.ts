import type { Plain } from './drivers/answer.js';

/** A member that an answer must not have. */
export const absent = Symbol('absent');

/** A structure that has to be there and to have nothing in it. */
export const empty = (value: Plain): boolean => JSON.stringify(value) === '{}';

/**
 * What is expected of an answer: those of its members that matter. A text may be a regular expression, any member a
 * predicate; a list has to have as many items.
 */
export type Expected<T> =
  | RegExp
  | typeof absent
  | ((value: Plain) => boolean)
  | (T extends readonly (infer Item)[]
      ? readonly Expected<Item>[]
      : T extends object
        ? { readonly [Member in keyof T]?: Expected<T[Member]> }
        : T);

export interface Difference {
  /** Member names and positions. */
  readonly path: readonly string[];
  readonly text: string;
  /** The answer has nothing at all there. */
  readonly isMissing: boolean;
}

export function differences(
  expected: Expected<unknown>,
  actual: Plain | undefined,
  path: readonly string[] = [],
): Difference[] {
  if (expected === undefined) return [];
  if (expected === absent) return actual === undefined ? [] : [difference(path, 'nothing', actual)];
  if (expected instanceof RegExp) {
    return typeof actual === 'string' && expected.test(actual) ? [] : [difference(path, String(expected), actual)];
  }
  if (typeof expected === 'function') {
    return actual !== undefined && expected(actual) ? [] : [difference(path, String(expected), actual)];
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) {
      return [difference(path, `${expected.length} items`, actual)];
    }
    return expected.flatMap((it, index) => differences(it, actual[index], [...path, String(index)]));
  }
  if (typeof expected !== 'object' || expected === null) {
    return actual === expected ? [] : [difference(path, JSON.stringify(expected), actual)];
  }
  if (typeof actual !== 'object' || actual === null) return [difference(path, 'a structure', actual)];
  return Object.entries(expected).flatMap(([name, it]) =>
    differences(it, (actual as Readonly<Record<string, Plain>>)[name], [...path, name]),
  );
}

const difference = (path: readonly string[], wanted: string, actual: Plain | undefined): Difference => ({
  path,
  text: `${path.join('.') || 'the answer'} should be ${wanted} and is ${JSON.stringify(actual)?.slice(0, 1000)}`,
  isMissing: actual === undefined,
});
