import { type ConcurrencyLimit, type Connection, concurrencyLimit, unreservedLimit } from '../../target/index.js';
import { CommandError } from '../command-error.js';

/** How many invocations a run may have under way at once, and why no more. */
export interface MaxConcurrency {
  readonly atOnce: number;
  readonly why: string;
}

/** Of what others need too a run takes no more than this without being asked. */
const SHARE = 10;
/** Accounts begin with no fewer (facts/lambda.md 3.3: "new accounts lower"; 10 is what users report, 2022 to 2025). */
const FEWEST_OF_AN_ACCOUNT = 10;

/**
 * What the user allows, else a tenth of what the functions share with others: the rest of the account, or their own
 * callers. Undefined on Kelvin's emulator, which has no others to take anything from.
 */
export async function maxConcurrencyOf(
  allowed: number | undefined,
  connection: Connection,
  functionNames: readonly string[],
): Promise<MaxConcurrency | undefined> {
  if (allowed !== undefined) return { atOnce: allowed, why: 'as --max-concurrency allows' };
  if (connection.kind === 'emulator' || functionNames.length === 0) return undefined;
  const shares: MaxConcurrency[] = [];
  for (const name of functionNames) shares.push(shareOf(await concurrencyLimit(connection, name), name));
  return shares.reduce((least, it) => (it.atOnce < least.atOnce ? it : least));
}

/** As `maxConcurrencyOf`, of functions that the run makes: they have nothing reserved. */
export async function maxConcurrencyOfMade(
  allowed: number | undefined,
  connection: Connection,
): Promise<MaxConcurrency | undefined> {
  if (allowed !== undefined || connection.kind === 'emulator') return maxConcurrencyOf(allowed, connection, []);
  return shareOf(await unreservedLimit(connection), 'the copies');
}

export function shareOf(limit: ConcurrencyLimit, name: string): MaxConcurrency {
  if (limit.kind === 'unknown') {
    return {
      atOnce: FEWEST_OF_AN_ACCOUNT,
      why: `how many ${name} may have could not be read (${limit.reason}), and no account has fewer`,
    };
  }
  const atOnce = Math.max(1, Math.floor(limit.limit / SHARE));
  const of = limit.limit.toLocaleString('en-US');
  return limit.kind === 'reserved'
    ? { atOnce, why: `a tenth of the ${of} that are reserved for ${name}` }
    : { atOnce, why: `a tenth of the ${of} that are unreserved in this account` };
}

/**
 * So many at once as were asked for. @throws CommandError where that is more than may be: fewer would measure something
 * else than was asked for
 */
export function checkAtOnce(wanted: number, what: string, most: MaxConcurrency | undefined): void {
  if (most === undefined || wanted <= most.atOnce) return;
  throw new CommandError(
    `${what} needs ${wanted.toLocaleString('en-US')} invocations at once, and ${most.atOnce.toLocaleString('en-US')} may be: ${most.why}`,
    `allow it with --max-concurrency ${wanted}, or ask for less`,
  );
}

export const concurrencyText = ({ atOnce, why }: MaxConcurrency): string =>
  `never more than ${atOnce.toLocaleString('en-US')} ${atOnce === 1 ? 'invocation' : 'invocations'} at once (${why})`;
