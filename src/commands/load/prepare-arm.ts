import { setTimeout as sleep } from 'node:timers/promises';
import type { WireTarget } from '../../load/index.js';
import type { FoundInit } from '../../recording/index.js';
import type { LoadScenario, MixedFunction, Payload } from '../../scenario/index.js';
import {
  type Address,
  type Connection,
  type FreshVersion,
  FunctionAsItIs,
  type FunctionUnderTest,
  invokeAddress,
  RunUrl,
  TargetError,
} from '../../target/index.js';
import type { Megabytes } from '../../units/index.js';
import type { Arm } from './arms.js';
import { type ArmHeard, KeptVersions } from './kept-versions.js';
import type { LoadedFunction } from './open-load.js';

export interface PreparedInit {
  readonly function: number;
  readonly version: string;
  readonly init: FoundInit;
}

/** Where the requests of one arm go to: execution environments that have served nothing yet. */
export interface PreparedArm {
  readonly targets: readonly WireTarget[];
  /** Where those are that `fetchInits` finds. */
  readonly initLogGroups?: readonly string[];
  /** Inits that were no invocation's, of each function by its number in the mix. */
  fetchInits?(signal: AbortSignal): Promise<readonly PreparedInit[]>;
  /** The size that reports must be of, where other ones may come. */
  readonly memorySizeMB?: Megabytes;
  /** Where others may change it meanwhile. @throws TargetError where they have */
  checkUnchanged?(): Promise<void>;
  /** Puts back what others invoke too: as soon as all has been answered, before reports are waited for. */
  giveBack?(): Promise<void>;
  /** Ends its provisioned concurrency: it is paid for until then. */
  endProvisioned?(): Promise<void>;
  /** Removes what was published for it, with that. */
  discard(): Promise<void>;
}

/**
 * No call of AWS tells when a function URL, or where its alias leads to, has reached every front end; both are said to
 * take seconds at the most (not verified).
 */
const SETTLING_MS = 5000;

const UNHEARD: ArmHeard = { onProvisioned: () => {}, onWait: () => {} };

/** Publishes the functions of a load at one memory size after the other, and finds their addresses. */
export class ArmPreparation {
  /** One for each entry of the mix: a function may be in it twice. */
  readonly #urls = new Map<MixedFunction, RunUrl>();
  constructor(
    private readonly scenario: LoadScenario,
    private readonly functions: readonly LoadedFunction[],
    private readonly connection: Connection,
    /** Provisioned concurrency of each version. */
    private readonly ofEachVersion?: number,
  ) {}

  async prepare(arm: Arm, signal: AbortSignal, heard: ArmHeard = UNHEARD): Promise<PreparedArm> {
    const { via } = this.scenario.load;
    const published: FreshVersion[] = [];
    const kept = new KeptVersions(arm, this.functions.length > 1, this.ofEachVersion, heard);
    const targets: WireTarget[] = [];
    for (const [index, { mixed, functions }] of this.functions.entries()) {
      const fn = arm.architecture === null ? undefined : functions.get(arm.architecture);
      if (fn === undefined) throw new Error(`there is no function for ${arm.architecture}`);
      if (fn instanceof FunctionAsItIs && via.kind === 'function-url') throw noUrl(fn.name);
      const size = sizeOf(mixed.fixedMemorySizeMB, arm);
      const fresh = await fn.freshVersion(size, signal, kept.provisioning(index, size));
      published.push(fresh);
      kept.add(fresh);
      if (fn instanceof FunctionAsItIs && fn.isAsleep) await wake(fresh, mixed, signal);
      targets.push(targetOf(await this.#addressOf(mixed, fn, fresh.version), mixed));
    }
    if (via.kind === 'function-url' && this.connection.kind === 'aws') await sleep(SETTLING_MS, undefined, { signal });
    return {
      targets,
      ...ofLatest(published),
      initLogGroups: published.flatMap((it) => (it.fetchInits === undefined ? [] : it.logGroup)),
      fetchInits: async (stop) => (await Promise.all(published.map((it, index) => initsOf(it, index, stop)))).flat(),
      endProvisioned: () => kept.end(),
      // A version that an alias stands for cannot be deleted: the clean-up removes alias and versions.
      discard: async () => {
        await kept.end();
        if (via.kind === 'invoke') for (const it of published) await it.discard();
      },
    };
  }

  #addressOf(mixed: MixedFunction, fn: FunctionUnderTest, version: string): Promise<Address> {
    const { via } = this.scenario.load;
    if (via.kind === 'url') throw new Error('an address is not prepared');
    if (via.kind === 'invoke') return invokeAddress(this.connection, fn.name, version, via.streamed);
    const { name: functionName, marker, journal } = fn;
    // The emulator's URLs are on this machine alone, and of what it was started with only those who know its keys can sign.
    const auth = via.auth ?? (this.connection.kind === 'emulator' ? 'NONE' : 'AWS_IAM');
    const made = { functionName, marker, auth, journal, number: this.#urls.size };
    const url = this.#urls.get(mixed) ?? new RunUrl(this.connection, made);
    this.#urls.set(mixed, url);
    return url.leadTo(version);
  }
}

/** What is set for the load and no version is a load's alone. */
function ofLatest([only]: readonly FreshVersion[]): Pick<PreparedArm, 'memorySizeMB' | 'checkUnchanged' | 'giveBack'> {
  if (only?.memorySizeMB === undefined) return {};
  const { memorySizeMB, checkUnchanged, giveBack } = only;
  return {
    memorySizeMB,
    ...(checkUnchanged === undefined ? {} : { checkUnchanged: () => checkUnchanged.call(only) }),
    ...(giveBack === undefined ? {} : { giveBack: () => giveBack.call(only) }),
  };
}

/** Requests that come while Lambda wakes it would all fail; the first that does not is no part of the load. */
const wake = ({ invoke }: FreshVersion, { payloads }: MixedFunction, signal: AbortSignal): Promise<unknown> =>
  invoke(payloads[0]?.body ?? '{}', signal);

async function initsOf(
  { version, fetchInits }: FreshVersion,
  index: number,
  signal: AbortSignal,
): Promise<PreparedInit[]> {
  const found = (await fetchInits?.(signal)) ?? [];
  return found.map((init) => ({ function: index, version, init }));
}

const noUrl = (name: string): TargetError =>
  new TargetError(
    `${name} runs on Managed Instances: it is put under load as it is, and gets no function URL of the run's`,
    'leave --via function-url out, or name the address of a URL that it has',
  );

function sizeOf(fixed: Megabytes | undefined, arm: Arm): Megabytes {
  const size = fixed ?? arm.memorySizeMB;
  if (size === null) throw new Error('a function that is published has a memory size');
  return size;
}

/** An address that was named: nothing is published, and its headers are the scenario's. */
export function namedTarget({ load, functions, urlPayloads }: LoadScenario): WireTarget {
  const { via } = load;
  if (via.kind !== 'url') throw new Error('no address is named');
  const payloads = functions[0]?.payloads ?? urlPayloads;
  return targetOf(
    { protocol: 'http', url: via.url, method: via.method, headers: via.headers },
    { payloads, weight: 1 },
  );
}

const targetOf = (
  address: Address,
  { payloads, weight }: { readonly payloads: readonly Payload[]; readonly weight: number },
): WireTarget => ({
  ...address,
  payloads: payloads.map(({ name, weight: share, body }) => ({ name, weight: share, body })),
  weight,
});
