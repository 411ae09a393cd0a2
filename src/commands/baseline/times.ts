import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { count } from '../scenario-from-options.js';

export interface Times {
  readonly cold: number;
  /** After each cold start. */
  readonly warm: number;
}

/** Of a steady function a check needs 10 to 30 of them on each side; of one that scatters more. */
const USUAL: Times = { cold: 50, warm: 5 };

/** How often a baseline is measured. @throws CommandError */
export function timesOf(options: RawOptions): Times {
  const { cold = USUAL.cold, warm = USUAL.warm } = {
    ...given('cold', count('--cold', options.cold), 10),
    ...given('warm', count('--warm', options.warm), 0),
  };
  return { cold, warm };
}

function given(name: keyof Times, value: number | undefined, fewest: number): Partial<Times> {
  if (value === undefined) return {};
  if (Number.isInteger(value) && value >= fewest && value <= 1000) return { [name]: value };
  throw new CommandError(`--${name} ${value} does not fit`, `a whole number from ${fewest} to 1,000`);
}
