import { compileValidators } from './validators.mjs';

/** At load, as frameworks do: every execution environment pays before it answers its first request. */
const validators = compileValidators(500);

/** A millisecond or two of work: which types the value is of. */
export const handler = async (value) => {
  const types = [...validators].filter(([, validate]) => validate(value).length === 0).map(([name]) => name);
  return { checked: validators.size, types };
};
