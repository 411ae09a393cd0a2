import { keptUsd, type PriceBook } from '../../pricing/index.js';
import { type LoadScenario, type Phase, phaseLengthMs } from '../../scenario/index.js';
import type { Connection } from '../../target/index.js';
import { type Megabytes, milliseconds } from '../../units/index.js';
import { cautionOf } from '../caution.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { provisionedOption } from '../provisioned-option.js';
import { maxConcurrencyOf } from '../quotas/max-concurrency.js';
import { checkProvisioned } from '../quotas/provisioned-room.js';
import { PROVISIONING_MS } from '../spending/asked-above.js';
import { bookOfRun, type PriceTerms } from '../spending/invocation-price.js';
import type { Arm } from './arms.js';
import type { LoadedFunction } from './open-load.js';

/** Provisioned concurrency of each version of a load, and what it is paid by. */
export interface ProvisionedLoad {
  readonly concurrency: number;
  readonly functions: readonly LoadedFunction[];
  readonly book: PriceBook;
}

/**
 * What each version is to have; undefined where none. All functions of a mix have theirs at the same time.
 * @throws CommandError where it cannot be had
 */
export async function provisionedLoad(
  { load }: LoadScenario,
  functions: readonly LoadedFunction[],
  connection: Connection | undefined,
  { options, ...terms }: Omit<PriceTerms, 'region'> & { readonly options: RawOptions },
): Promise<ProvisionedLoad | undefined> {
  const { provisionedConcurrency: concurrency } = provisionedOption(options);
  if (concurrency === undefined) return undefined;
  if (load.via.kind === 'url' || connection === undefined) {
    throw new CommandError(
      'behind an address nothing is published that --provisioned could be given to',
      'leave --provisioned out, or leave the address out and name the function',
    );
  }
  const named = functions.flatMap(({ functions: made, configuration }) => {
    const [first] = [...made.values()];
    return first === undefined ? [] : [{ name: first.name, configuration }];
  });
  const names = named.map(({ name }) => name);
  const most = await maxConcurrencyOf(cautionOf(options).maxConcurrency, connection, names);
  await checkProvisioned(connection, { concurrency, functions: named }, most);
  return { concurrency, functions, book: bookOfRun({ ...terms, region: connection.region }) };
}

/** What it costs to keep all versions of an arm for so long. */
export function keptOfArm(it: ProvisionedLoad | undefined, arm: Arm, ms: number): number {
  if (it === undefined) return 0;
  const { concurrency, functions, book } = it;
  const enabledMs = milliseconds(Math.max(1, ms));
  return functions.reduce((sum, { mixed }) => {
    const memorySizeMB: Megabytes | null = mixed.fixedMemorySizeMB ?? arm.memorySizeMB;
    if (memorySizeMB === null) return sum;
    return sum + keptUsd(book, { architecture: arm.architecture ?? 'x86_64', memorySizeMB, concurrency, enabledMs });
  }, 0);
}

/** Of a whole load, before it: each arm for as long as it lasts, and as AWS takes to make it. */
export function keptOfLoad(it: ProvisionedLoad | undefined, arms: readonly Arm[], phases: readonly Phase[]): number {
  const lasting = phases.reduce<number>((sum, phase) => sum + phaseLengthMs(phase), PROVISIONING_MS.beyond.high);
  return arms.reduce((sum, arm) => sum + keptOfArm(it, arm, lasting), 0);
}
