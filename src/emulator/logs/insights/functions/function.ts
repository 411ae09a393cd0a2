import type { Period } from '../period.js';
import { numberOf, textOf, type Value } from '../value.js';

/** What a function gets for an argument: periods are no values of logs, only of queries. */
export type Argument = Value | Period | undefined;

export interface ScalarFunction {
  readonly minArgs: number;
  readonly maxArgs: number;
  call(...args: Argument[]): Value | undefined;
}

/** Of numbers; nothing comes of an argument that is none, nor of a result that is none. */
export function ofNumbers(minArgs: number, maxArgs: number, compute: (...numbers: number[]) => number): ScalarFunction {
  return {
    minArgs,
    maxArgs,
    call: (...args) => {
      const numbers = args.map((it) => numberOf(it as Value | undefined));
      if (numbers.some((it) => it === undefined)) return undefined;
      const result = compute(...(numbers as number[]));
      return Number.isFinite(result) ? result : undefined;
    },
  };
}

/** Of a text and what else it needs; nothing comes of a text that is not there. */
export function ofText(
  minArgs: number,
  maxArgs: number,
  compute: (text: string, ...rest: Argument[]) => Value | undefined,
): ScalarFunction {
  return {
    minArgs,
    maxArgs,
    call: (text, ...rest) => (text === undefined ? undefined : compute(textOf(text as Value), ...rest)),
  };
}

export const asText = (value: Argument): string => (value === undefined ? '' : textOf(value as Value));
export const asNumber = (value: Argument): number | undefined => numberOf(value as Value | undefined);
