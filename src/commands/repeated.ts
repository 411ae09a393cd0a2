import type { RawOptions } from './command.js';

/** Between the values of an option that was given several times: what no argument of a process can hold, as JSON may have lines. */
const BETWEEN = '\0';

/** How the parser puts the values of a repeatable option together. */
export const together = (value: string, before?: string): string =>
  before === undefined ? value : `${before}${BETWEEN}${value}`;

/** Those values; none where the option was not given. */
export const valuesOf = (option: RawOptions[string]): readonly string[] =>
  typeof option === 'string' ? option.split(BETWEEN) : [];
