import { isSameCandidate } from '../../curve/index.js';
import type { Step } from '../../explore/index.js';
import { type Architecture, keptUsd, type PriceBook } from '../../pricing/index.js';
import type { Header, Measurement, ProvisionedVersionLine } from '../../recording/index.js';
import { type FreshVersion, type Provisioning, TargetError } from '../../target/index.js';
import { epochMilliseconds, formatMegabytes, type Megabytes, milliseconds, type Usd, usd } from '../../units/index.js';
import type { Allowance } from '../spending/allowance.js';
import { snapshotPrices } from '../spending/snapshot-prices.js';

/** What of a version matters where it may have provisioned concurrency. */
export type Visited = Pick<FreshVersion, 'invoke' | 'fetchReport' | 'discard' | 'provisioned' | 'isProvisioned'> &
  Partial<Pick<FreshVersion, 'version' | 'fetchInits' | 'memorySizeMB' | 'isChanged' | 'giveBack'>>;

/** What a visit needs of a function. */
export interface Publishes {
  freshVersion(memorySizeMB: Megabytes, signal: AbortSignal, provisioning?: Provisioning): Promise<Visited>;
}

/** Where a visit goes. */
export type Place = Pick<Step, 'block' | 'memorySizeMB' | 'architecture'>;

export interface VisitParts {
  readonly header: Header;
  readonly book: PriceBook;
  readonly functions: ReadonlyMap<Architecture, Publishes>;
  readonly control: { readonly signal: AbortSignal };
  /** What is waited for, in words. */
  readonly onWait: (activity: string) => void;
  /** What a version has of provisioned concurrency: when it is asked for, and when it has ended. */
  readonly onProvisioned?: ((line: ProvisionedVersionLine) => void) | undefined;
}

/** A version that was published for a visit. */
export interface OpenVisit {
  readonly fresh: Visited;
  /** At its end, however it ended. @param isAborted the versions are then left to the clean-up, which removes them at once */
  close(isAborted: boolean): Promise<void>;
}

/** The least that AWS bills of provisioned concurrency: it is rounded up to five minutes. */
const FEWEST_MS = milliseconds(1);

/**
 * What it costs to begin a visit, beside its invocations: what is kept for it, and that for five minutes at the least; of
 * SnapStart its snapshot, and a restore.
 */
export function visitUsd({ header, book }: Pick<VisitParts, 'header' | 'book'>, step: Place): Usd {
  const { provisionedConcurrency: concurrency } = header.scenario;
  const { publishedUsd = 0, restoreUsd = 0 } = snapshotPrices(book, header.function, step.memorySizeMB) ?? {};
  if (concurrency === undefined) return usd(publishedUsd + restoreUsd);
  const { memorySizeMB, architecture } = step;
  return keptUsd(book, { memorySizeMB, architecture, concurrency, enabledMs: FEWEST_MS });
}

/**
 * Publishes a version for a visit, with its provisioned concurrency where it is to have one. That is in the recording from
 * the moment on that it is asked for, and counted as spent until it has ended.
 */
export async function openVisit(step: Place, parts: VisitParts, allowance: Allowance): Promise<OpenVisit> {
  const { control, functions, header, book, onProvisioned } = parts;
  const { block, memorySizeMB, architecture } = step;
  const fn = functions.get(architecture);
  if (fn === undefined) throw new Error(`there is no function for ${architecture}`);
  const { provisionedConcurrency: concurrency } = header.scenario;
  if (concurrency === undefined) {
    const fresh = await fn.freshVersion(memorySizeMB, control.signal);
    allowance.pay(snapshotPrices(book, header.function, memorySizeMB)?.publishedUsd ?? usd(0));
    return { fresh, close: async (isAborted) => (isAborted ? undefined : fresh.discard()) };
  }
  let line: ProvisionedVersionLine | undefined;
  const fresh = await fn.freshVersion(memorySizeMB, control.signal, {
    concurrency,
    onAsked: (askedAt) => {
      line = { type: 'provisioned', block, memorySizeMB, architecture, concurrency, askedAt };
      onProvisioned?.(line);
      const shape = { memorySizeMB, architecture, concurrency };
      allowance.keep(() => keptUsd(book, { ...shape, enabledMs: milliseconds(Math.max(1, Date.now() - askedAt)) }));
    },
    onWait: (made, asked) => parts.onWait(waitingText(step, made, asked)),
  });
  const { failed } = fresh.provisioned ?? {};
  return {
    fresh,
    close: async (isAborted) => {
      await (isAborted ? fresh.provisioned?.end() : fresh.discard());
      allowance.keepNoMore();
      const end = { endedAt: epochMilliseconds(Date.now()), ...(failed === undefined ? {} : { failed }) };
      if (line !== undefined) onProvisioned?.({ ...line, ...end });
    },
  };
}

const waitingText = ({ memorySizeMB }: Place, made: number, asked: number): string =>
  `waiting for provisioned concurrency at ${formatMegabytes(memorySizeMB)} (${made} of ${asked})`;

/**
 * Where AWS could not make it, one invocation on demand says what is wrong with the function at this size. Where nothing is,
 * what is wrong is AWS's, and nothing can be measured there. @throws TargetError
 */
export function refuseUnexplained({ provisioned }: Visited, step: Place, measurements: readonly Measurement[]): void {
  const isFine = measurements.some(
    (it) => it.block === step.block && isSameCandidate(it, step) && it.outcome.kind === 'completed',
  );
  if (provisioned?.failed === undefined || !isFine) return;
  throw new TargetError(
    `AWS could not make provisioned concurrency at ${formatMegabytes(step.memorySizeMB)} (${provisioned.failed}), though the function runs there on demand`,
    'look at the log of the version, try again later, or ask for less with --provisioned',
  );
}
