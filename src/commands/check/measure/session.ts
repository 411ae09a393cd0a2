import type { Comparison, Look } from '../../../analysis/index.js';
import { listPriceOf } from '../../../curve/index.js';
import type { PriceBook } from '../../../pricing/index.js';
import type { CheckEnd, CheckHeader, CheckMeasurement } from '../../../recording/index.js';
import type { Payload } from '../../../scenario/index.js';
import type { Milliseconds } from '../../../units/index.js';
import type { RunHooks } from '../../hooks/index.js';
import type { RunControl } from '../../interrupt.js';
import type { rest } from '../../rest.js';
import { Allowance } from '../../spending/allowance.js';
import { snapshotPrices } from '../../spending/snapshot-prices.js';
import type { MeasuredSide, RecordedSide } from '../sides/side.js';
import { Environments } from './environments.js';
import { RecordedBase } from './recorded-base.js';

export interface MeasureCheckParts {
  readonly header: CheckHeader;
  readonly sides: {
    readonly base: Pick<MeasuredSide, 'kind' | 'freshVersion'> | Pick<RecordedSide, 'kind' | 'measurements'>;
    readonly head: Pick<MeasuredSide, 'kind' | 'freshVersion'>;
  };
  /** With their bodies. */
  readonly payloads: readonly Payload[];
  readonly hooks?: RunHooks | undefined;
  readonly allowedErrors?: readonly string[] | undefined;
  readonly control: Pick<RunControl, 'signal' | 'reason'>;
  /** What the dollars of a budget are counted by. */
  readonly book: PriceBook;
  /** All measurements so far; grows through `onMeasurement`. */
  readonly measurements: readonly CheckMeasurement[];
  /** What they say so far. */
  readonly compare: (measurements: readonly CheckMeasurement[]) => readonly Comparison[];
  readonly onActivity: (activity: string) => void;
  /** A block is over, and was looked at. */
  readonly onLook: (look: Look | undefined) => void;
  readonly onMeasurement: (measurement: CheckMeasurement) => void;
  readonly spentMs: () => Milliseconds;
  /** Waits; for real without it. */
  readonly rest?: typeof rest;
}

/** How measuring ended: in words where that is trouble. */
export type CheckEnded = Pick<CheckEnd, 'reason' | 'check' | 'detail'>;

export const ended = (check: NonNullable<CheckEnd['check']>): CheckEnded => ({ reason: 'complete', check });

/** What goes on from block to block. */
export interface Session {
  readonly environments: Environments;
  readonly allowance: Allowance;
  readonly recorded?: RecordedBase;
}

export function sessionOf({ header, sides: { base }, book, spentMs }: MeasureCheckParts): Session {
  const { budgetUsd, maxTimeMs } = header.check;
  const priceUsd = listPriceOf(book, header.head.function.ephemeralStorageMB);
  return {
    environments: new Environments(),
    allowance: new Allowance({
      ...{ goal: { budgetUsd, maxTimeMs }, priceUsd, spentMs },
      restoreUsd: (size) => snapshotPrices(book, header.head.function, size)?.restoreUsd ?? 0,
    }),
    ...(base.kind === 'recorded'
      ? { recorded: new RecordedBase(base.measurements, header.seed, header.check.warmPerEnvironment) }
      : {}),
  };
}
