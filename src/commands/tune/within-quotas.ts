import type { Scenario } from '../../scenario/index.js';
import type { Megabytes } from '../../units/index.js';
import { cautionOf } from '../caution.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { provisionedOption } from '../provisioned-option.js';
import { allowedRange, allowedSizes } from '../quotas/allowed-sizes.js';
import { checkAtOnce, maxConcurrencyOf } from '../quotas/max-concurrency.js';
import { checkProvisioned } from '../quotas/provisioned-room.js';
import type { OpenTarget } from './open-target.js';

/** The scenario with the sizes that the account allows. @throws CommandError where it asks for more at once than it may */
export async function withinQuotas(
  { connection, functions, configuration }: Pick<OpenTarget, 'connection' | 'functions' | 'configuration'>,
  scenario: Scenario,
  options: RawOptions,
  { stderr }: Pick<Io, 'stderr'>,
): Promise<Scenario> {
  const names = [...functions.values()].map(({ name }) => name);
  const most = await maxConcurrencyOf(cautionOf(options).maxConcurrency, connection, names);
  checkAtOnce(scenario.concurrency, `--concurrency ${scenario.concurrency}`, most);
  const { provisionedConcurrency } = provisionedOption(options);
  if (provisionedConcurrency !== undefined) {
    refuseSpillOver(scenario.concurrency, provisionedConcurrency);
    for (const name of names) {
      // One visit after the other: no two versions have theirs at once.
      const toProvision = { concurrency: provisionedConcurrency, functions: [{ name, configuration }] };
      await checkProvisioned(connection, toProvision, most);
    }
  }
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

/** What spills over cannot be told from the rest once its environment is warm; a load may be sent that way, and is told. */
function refuseSpillOver(concurrency: number, provisioned: number): void {
  if (concurrency <= provisioned) return;
  throw new CommandError(
    `--concurrency ${concurrency} is more than --provisioned ${provisioned} keeps: what spills over would be measured with the rest`,
    `ask for --provisioned ${concurrency}, or send less at a time`,
  );
}

/** The ends of the range are looked at, and what lies within. */
function within(sizesMB: readonly Megabytes[], { low, high }: { readonly low: Megabytes; readonly high: Megabytes }) {
  const sizes = new Set([...sizesMB.filter((it) => it <= high), low, high]);
  return [...sizes].sort((a, b) => a - b);
}
