import { type Connection, memoryLimit } from '../../target/index.js';
import { formatMegabytes, type Megabytes, megabytes } from '../../units/index.js';
import { CommandError } from '../command-error.js';

/**
 * The sizes that the account allows; those that it does not are left out, and said. @throws CommandError where none is left
 */
export async function allowedSizes(
  connection: Connection,
  functionName: string,
  sizesMB: readonly Megabytes[],
  say: (line: string) => void,
): Promise<readonly Megabytes[]> {
  const limit = await memoryLimit(connection, functionName, Math.max(...sizesMB));
  if (limit === undefined) return sizesMB;
  const [allowed, others] = [sizesMB.filter((it) => it <= limit), sizesMB.filter((it) => it > limit)];
  const named = others.map((it) => formatMegabytes(it)).join(', ');
  const why = `this account allows no more than ${formatMegabytes(megabytes(limit))}`;
  if (allowed.length === 0) throw new CommandError(`${named}: ${why}`, 'ask AWS Support for more, or name other sizes');
  say(`left out: ${named}; ${why} (AWS Support raises it on request)`);
  return allowed;
}

/** As `allowedSizes`, of a range. */
export async function allowedRange(
  connection: Connection,
  functionName: string,
  range: { readonly low: Megabytes; readonly high: Megabytes },
  say: (line: string) => void,
): Promise<{ readonly low: Megabytes; readonly high: Megabytes }> {
  const limit = await memoryLimit(connection, functionName, range.high);
  if (limit === undefined || limit >= range.high) return range;
  const high = megabytes(limit);
  if (high <= range.low) {
    throw new CommandError(
      `this account allows no more than ${formatMegabytes(high)}, where the range begins`,
      'ask AWS Support for more, or name other sizes',
    );
  }
  say(
    `memory sizes up to ${formatMegabytes(high)} are explored: this account allows no more (AWS Support raises it on request)`,
  );
  return { low: range.low, high };
}
