import { isTrue, type Value } from '../value.js';
import type { ScalarFunction } from './function.js';

export const general: Readonly<Record<string, ScalarFunction>> = {
  ispresent: { minArgs: 1, maxArgs: 1, call: (value) => value !== undefined },
  coalesce: {
    minArgs: 1,
    maxArgs: Number.MAX_SAFE_INTEGER,
    call: (...values) => values.find((it) => it !== undefined) as Value | undefined,
  },
  if: {
    minArgs: 3,
    maxArgs: 3,
    call: (condition, yes, no) => (isTrue(condition as Value | undefined) === true ? yes : no) as Value | undefined,
  },
};
