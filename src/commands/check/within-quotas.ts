import type { CheckHeader } from '../../recording/index.js';
import type { CheckGoal } from '../../scenario/index.js';
import { cautionOf } from '../caution.js';
import type { Io, RawOptions } from '../command.js';
import { allowedSizes } from '../quotas/allowed-sizes.js';
import { checkAtOnce, maxConcurrencyOfMade } from '../quotas/max-concurrency.js';
import type { OpenSides } from './sides/side.js';

interface Asked {
  readonly goal: CheckGoal;
  readonly options: RawOptions;
  readonly io: Pick<Io, 'stderr'>;
}

/**
 * The header with as many cold starts at a time, and the memory sizes, that the account allows. Fewer at a time measure the
 * same, so they are taken where nobody has named a number. @throws CommandError where somebody has
 */
export async function withinQuotas(
  header: CheckHeader,
  { goal, options, io }: Asked,
  { connection, head }: OpenSides,
): Promise<CheckHeader> {
  const { check } = header;
  const most = await maxConcurrencyOfMade(cautionOf(options).maxConcurrency, connection);
  if (goal.atATime !== undefined) checkAtOnce(check.atATime, `--at-a-time ${check.atATime}`, most);
  const atATime = Math.min(check.atATime, most?.atOnce ?? check.atATime);
  const say = (line: string): void => void io.stderr.write(`${line}\n`);
  // A function that exists is only read, and its copy is not known by name here: AWS refuses what it does not allow.
  const { FunctionName: made } = head.source.kind === 'function' ? {} : head.configuration;
  const allowed =
    made === undefined ? check.memorySizesMB : await allowedSizes(connection, made, check.memorySizesMB, say);
  const memorySizesMB = [...allowed];
  return { ...header, check: { ...check, atATime, memorySizesMB } };
}
