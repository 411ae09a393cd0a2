import type { Scenario } from '../../scenario/index.js';
import type { Megabytes } from '../../units/index.js';
import { cautionOf } from '../caution.js';
import type { Io, RawOptions } from '../command.js';
import { allowedRange, allowedSizes } from '../quotas/allowed-sizes.js';
import { checkAtOnce, maxConcurrencyOf } from '../quotas/max-concurrency.js';
import type { OpenTarget } from './open-target.js';

/** The scenario with the sizes that the account allows. @throws CommandError where it asks for more at once than it may */
export async function withinQuotas(
  { connection, functions }: Pick<OpenTarget, 'connection' | 'functions'>,
  scenario: Scenario,
  options: RawOptions,
  { stderr }: Pick<Io, 'stderr'>,
): Promise<Scenario> {
  const names = [...functions.values()].map(({ name }) => name);
  const most = await maxConcurrencyOf(cautionOf(options).maxConcurrency, connection, names);
  checkAtOnce(scenario.concurrency, `--concurrency ${scenario.concurrency}`, most);
  const [name] = names;
  if (name === undefined) return scenario;
  const say = (line: string): void => void stderr.write(`${line}\n`);
  const { exploration, memorySizesMB } = scenario;
  const range = exploration?.rangeMB;
  if (exploration === undefined || range === undefined) {
    return { ...scenario, memorySizesMB: await allowedSizes(connection, name, memorySizesMB, say) };
  }
  const rangeMB = await allowedRange(connection, name, range, say);
  return { ...scenario, memorySizesMB: within(memorySizesMB, rangeMB), exploration: { ...exploration, rangeMB } };
}

/** The ends of the range are looked at, and what lies within. */
function within(sizesMB: readonly Megabytes[], { low, high }: { readonly low: Megabytes; readonly high: Megabytes }) {
  const sizes = new Set([...sizesMB.filter((it) => it <= high), low, high]);
  return [...sizes].sort((a, b) => a - b);
}
