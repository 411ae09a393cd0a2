import { listPriceOf } from '../../curve/index.js';
import { type Explorer, givingUp, type NextMove, nextMove, visitsInVain } from '../../explore/index.js';
import { runVisit, type Visit } from '../../load/index.js';
import type { Architecture, PriceBook } from '../../pricing/index.js';
import {
  type End,
  type Header,
  type Measurement,
  type ProvisionedVersionLine,
  provisionedConcurrencyOf,
  type ReportedInit,
} from '../../recording/index.js';
import type { Scenario } from '../../scenario/index.js';
import { formatMegabytes, formatMilliseconds, type Milliseconds } from '../../units/index.js';
import type { NextVisit } from '../../views/terminal/index.js';
import { allowedErrorsPart, aroundVisit, type RunHooks } from '../hooks/index.js';
import type { RunControl } from '../interrupt.js';
import { rest, restAfter } from '../rest.js';
import { Allowance } from '../spending/allowance.js';
import { snapshotPrices } from '../spending/snapshot-prices.js';
import { initsOfVisit } from './inits-of-visit.js';
import { openVisit, type Publishes, refuseUnexplained, visitUsd } from './provisioned-visit.js';

export interface MeasureParts {
  readonly header: Header;
  readonly scenario: Scenario;
  readonly functions: ReadonlyMap<Architecture, Publishes>;
  readonly control: RunControl;
  /** What the dollars of a budget are counted by. */
  readonly book: PriceBook;
  /** All measurements so far; grows through `onMeasurement`. */
  readonly measurements: readonly Measurement[];
  /** Before each visit: what it does, and why there where the explorer chose it. */
  readonly onVisit: (activity: string, next: NextVisit | undefined) => void;
  readonly onMeasurement: (measurement: Measurement) => void;
  /** What a version has of provisioned concurrency: when it is asked for, and when it has ended. */
  readonly onProvisioned?: (line: ProvisionedVersionLine) => void;
  /** After a visit: inits that were reported on their own. */
  readonly onInits?: (inits: readonly ReportedInit[]) => void;
  readonly hooks?: RunHooks | undefined;
  /** What to do next; Kelvin's own explorer without it. */
  readonly explorer?: Explorer;
  /** How long it has measured, pauses left out. */
  readonly spentMs: () => Milliseconds;
  /** Waits; for real without it. */
  readonly rest?: typeof rest;
}

/** How a run ended, and why exploring did: in words where that is trouble. */
export type Ended = Pick<End, 'reason' | 'exploration' | 'detail'>;

type Step = Extract<NextMove, { kind: 'measure' }>['step'];

/**
 * Visits one size after another until enough is known, what may be spent is spent, or the user ends it. The explorer is
 * asked before what is left is looked at: what it knows by then may be enough.
 */
export async function measure(parts: MeasureParts): Promise<Ended> {
  const { control, header, spentMs } = parts;
  const explorer = givingUp(parts.explorer ?? nextMove);
  const { ephemeralStorageMB } = header.function;
  const isProvisioned = provisionedConcurrencyOf(header) !== undefined;
  const allowance = new Allowance({
    ...{ goal: header.scenario.exploration ?? {}, spentMs },
    priceUsd: listPriceOf(parts.book, ephemeralStorageMB, { isProvisioned }),
    restoreUsd: (size) => snapshotPrices(parts.book, header.function, size)?.restoreUsd ?? 0,
  });
  for (;;) {
    await control.whenResumed();
    if (control.reason !== undefined) return { reason: control.reason };
    const move = explorer(header, parts.measurements);
    if (move.kind === 'done') {
      const detail = move.exploration === 'exhausted' ? { detail: move.why } : {};
      return { ...ended(move.exploration), ...detail };
    }
    const reached = allowance.reachedBy(move.step, fewestOf(move.step, header), visitUsd(parts, move.step));
    if (reached !== undefined) return ended(reached);
    const { memorySizeMB, architecture, why } = move.step;
    const next = why === undefined ? undefined : { memorySizeMB, architecture, why };
    if (why !== undefined) await restIfNothingCounts(parts);
    if (control.reason !== undefined) return { reason: control.reason };
    parts.onVisit(`measuring ${formatMegabytes(memorySizeMB)}`, next);
    await visit(move.step, parts, allowance);
  }
}

/** To ask again at once would find the same compiler running, or the same account throttled. */
async function restIfNothingCounts({
  measurements,
  control,
  onVisit,
  rest: restFor = rest,
}: MeasureParts): Promise<void> {
  const duration = restAfter(visitsInVain(measurements));
  if (duration === 0) return;
  onVisit(`waiting ${formatMilliseconds(duration)} for a quieter moment`, undefined);
  await restFor(duration, control.signal);
}

const ended = (exploration: End['exploration']): Ended => ({
  reason: 'complete',
  ...(exploration === undefined ? {} : { exploration }),
});

/** A visit begins cold, as many times as are sent at a time: one that ends there would tell nothing of warm starts. */
const fewestOf = ({ payloads }: Step, { scenario }: Header): number =>
  Math.min(payloads.length, scenario.concurrency + 1);

/** What is sent at a visit. @param isFailed where there is no provisioned concurrency: one invocation says why */
function sentOn({ block, memorySizeMB, architecture, payloads }: Step, scenario: Scenario, isFailed: boolean): Visit {
  return {
    ...{ block, memorySizeMB, architecture },
    payloads: (isFailed ? payloads.slice(0, 1) : payloads).map((name) => ({
      name,
      body: scenario.payloads.find((it) => it.name === name)?.body ?? '{}',
    })),
    concurrency: isFailed ? 1 : scenario.concurrency,
    way: scenario.invoke,
    ...allowedErrorsPart(scenario),
  };
}

async function visit(step: Step, parts: MeasureParts, allowance: Allowance): Promise<void> {
  const { control, scenario } = parts;
  const { fresh, close } = await openVisit(
    step,
    { ...parts, onWait: (activity) => parts.onVisit(activity, undefined) },
    allowance,
  );
  const { memorySizeMB, architecture } = step;
  const place = { functionName: parts.header.function.name, memorySizeMB, architecture };
  await aroundVisit(parts.hooks, place, async () => {
    await runVisit(fresh, sentOn(step, scenario, fresh.provisioned?.failed !== undefined), {
      signal: control.signal,
      // What others invoke too is not kept from them for a pause: that begins when the visit has ended.
      whenResumed: async () => (fresh.giveBack === undefined ? control.whenResumed() : undefined),
      mayInvoke: () => fresh.isChanged?.() !== true && allowance.take(step),
      ...parts.hooks?.ofInvocations(place),
      onMeasurement: (measurement) => {
        allowance.settle(measurement);
        parts.onMeasurement(measurement);
      },
    });
    if (!control.signal.aborted) await fresh.giveBack?.();
  });
  if (!control.signal.aborted) parts.onInits?.(await initsOfVisit(fresh, step, control.signal));
  await close(control.signal.aborted);
  refuseUnexplained(fresh, step, parts.measurements);
}
