import { parseUsd, type Usd } from '../../units/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { count } from '../scenario-from-options.js';

/** What a load does not go beyond, whatever its scenario says. */
export interface Bounds {
  /** In all, over every memory size. */
  readonly maxRequests?: number;
  readonly budgetUsd?: Usd;
  /** Each is a connection: what is due beyond is dropped and counted. */
  readonly maxOpen: number;
}

/** Five times what an account may have under way at once by default, and few enough for a machine's ports. */
const USUAL_MAX_OPEN = 5000;
const MOST_OPEN = 60_000;

/** @throws CommandError for what is no number of requests or no sum of money. */
export function boundsOf(options: RawOptions): Bounds {
  const maxRequests = whole('--max-requests', options.maxRequests, Number.MAX_SAFE_INTEGER);
  const budgetUsd = budgetOf(options.budget);
  return {
    ...(maxRequests === undefined ? {} : { maxRequests }),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    maxOpen: whole('--max-open', options.maxOpen, MOST_OPEN) ?? USUAL_MAX_OPEN,
  };
}

function whole(flag: string, typed: string | boolean | undefined, most: number): number | undefined {
  const value = count(flag, typed);
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) return value;
  const limit = most === Number.MAX_SAFE_INTEGER ? '1 or more' : `1 to ${most}`;
  throw new CommandError(`${flag} ${String(typed)} is no number of requests`, `a whole number of ${limit}`);
}

function budgetOf(typed: string | boolean | undefined): Usd | undefined {
  if (typeof typed !== 'string') return undefined;
  const amount = parseUsd(typed);
  if (amount !== undefined && amount > 0) return amount;
  throw new CommandError(`--budget ${typed} is no sum`, 'US dollars, such as $0.05');
}

/** What is left of a bound, shared equally among the memory sizes that are still to come. */
export const shareOf = (left: number, armsLeft: number): number => left / Math.max(1, armsLeft);
