import { type Comparison, DEFAULT_PLAN, gatePlanOf, type Look, lookAt } from '../../../analysis/index.js';
import { listPriceOf } from '../../../curve/index.js';
import { runVisit } from '../../../load/index.js';
import type { PriceBook } from '../../../pricing/index.js';
import type { CheckEnd, CheckHeader, CheckMeasurement, Side } from '../../../recording/index.js';
import type { Payload } from '../../../scenario/index.js';
import { formatMegabytes, formatMilliseconds, type Megabytes, type Milliseconds } from '../../../units/index.js';
import type { RunControl } from '../../interrupt.js';
import { Allowance } from '../../spending/allowance.js';
import { rest, restAfter } from '../../tune/rest.js';
import type { MeasuredSide, OpenSides } from '../sides/side.js';
import { Environments } from './environments.js';
import { type PlannedVisit, visitsOfBlock } from './plan-block.js';
import { inVain, provedCold } from './proved.js';
import { RecordedBase } from './recorded-base.js';

export interface MeasureCheckParts {
  readonly header: CheckHeader;
  readonly sides: {
    readonly base:
      | Pick<MeasuredSide, 'kind' | 'freshVersion'>
      | Pick<Extract<OpenSides['base'], { kind: 'recorded' }>, 'kind' | 'measurements'>;
    readonly head: Pick<MeasuredSide, 'kind' | 'freshVersion'>;
  };
  /** With their bodies. */
  readonly payloads: readonly Payload[];
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

/** Of a function against itself the spread is what is wanted, and fewer would not show it. */
const FEWEST_OF_SELF = 30;

/**
 * Measures both sides block by block and looks after each, until every verdict is known, more would not help, something
 * that may be spent is, or the user ends it. Nobody looks in between: the chances of a false verdict are planned by look.
 */
export async function measureCheck(parts: MeasureCheckParts): Promise<CheckEnded> {
  const { header, control, measurements } = parts;
  const session = sessionOf(parts);
  const { maxColdStarts } = header.check;
  let look: Look | undefined;
  for (let block = 0; ; block++) {
    if (parts.compare(measurements).length === 0) return ended('decided');
    const wanted = wantedOf(parts, session, block);
    if (wanted.some(({ base, head }) => base === 0 || head === 0))
      return ended(session.recorded === undefined ? 'max-cold-starts' : 'base-exhausted');
    const stopped = await measureBlock(parts, session, block, wanted);
    if (control.reason !== undefined) return { reason: control.reason };
    if (look?.isOver !== true) look = lookAt(parts.compare(measurements), gatePlanOf(header), look) ?? look;
    parts.onLook(look);
    if (stopped !== undefined) return stopped;
    const enough = !header.isSelf || fewestProved(parts) >= Math.min(FEWEST_OF_SELF, maxColdStarts);
    if (look?.isOver === true && enough) return ended(whyOver(look, maxColdStarts));
  }
}

const ended = (check: NonNullable<CheckEnd['check']>): CheckEnded => ({ reason: 'complete', check });

function whyOver({ verdict, perSide }: Look, maxColdStarts: number): NonNullable<CheckEnd['check']> {
  if (verdict !== 'inconclusive') return 'decided';
  return perSide >= maxColdStarts ? 'max-cold-starts' : 'hopeless';
}

const fewestProved = ({ header: { check }, measurements }: MeasureCheckParts): number =>
  Math.min(
    ...check.memorySizesMB.flatMap((size) => [
      provedCold(measurements, 'base', size),
      provedCold(measurements, 'head', size),
    ]),
  );

interface Session {
  readonly environments: Environments;
  readonly allowance: Allowance;
  readonly recorded?: RecordedBase;
}

function sessionOf({ header, sides: { base }, book, spentMs }: MeasureCheckParts): Session {
  const { budgetUsd, maxTimeMs } = header.check;
  const priceUsd = listPriceOf(book, header.head.function.ephemeralStorageMB);
  return {
    environments: new Environments(),
    allowance: new Allowance({ goal: { budgetUsd, maxTimeMs }, priceUsd, spentMs }),
    ...(base.kind === 'recorded'
      ? { recorded: new RecordedBase(base.measurements, header.seed, header.check.warmPerEnvironment) }
      : {}),
  };
}

type Wanted = Readonly<Record<Side, number>> & { readonly memorySizeMB: Megabytes };

/** What the block takes of each side, never beyond what was asked for. What did not count is taken again in the next. */
function wantedOf(
  { header: { check }, measurements }: MeasureCheckParts,
  { recorded }: Session,
  block: number,
): Wanted[] {
  const { firstLookPerSide, blockPerSide } = DEFAULT_PLAN;
  const usual = block === 0 ? firstLookPerSide : blockPerSide;
  const by = Math.min(check.maxColdStarts, firstLookPerSide + block * blockPerSide);
  return check.memorySizesMB.map((memorySizeMB) => {
    const leftOf = (side: Side): number =>
      Math.max(0, Math.min(2 * usual, by - provedCold(measurements, side, memorySizeMB)));
    const base = recorded === undefined ? leftOf('base') : Math.min(leftOf('base'), recorded.left(memorySizeMB));
    return { memorySizeMB, base, head: leftOf('head') };
  });
}

/** @returns how it ended where it did in the middle of the block */
async function measureBlock(
  parts: MeasureCheckParts,
  session: Session,
  block: number,
  wanted: readonly Wanted[],
): Promise<CheckEnded | undefined> {
  const { header, measurements, control } = parts;
  const { recorded, allowance } = session;
  for (const { memorySizeMB, base } of recorded === undefined ? [] : wanted)
    recorded?.deal(block, memorySizeMB, base).forEach(parts.onMeasurement);
  const { atATime, warmPerEnvironment, payloads } = header.check;
  const before = Math.max(0, ...measurements.map(({ environment }) => environment));
  const visits = visitsOfBlock({
    ...{ block, seed: header.seed, atATime, warmPerEnvironment, payloads, before },
    wanted: recorded === undefined ? wanted : wanted.map((it) => ({ ...it, base: 0 })),
  });
  for (const planned of visits) {
    if (control.reason !== undefined) return { reason: control.reason };
    const { architecture } = header.check;
    const fewest = planned.coldStarts + Math.min(1, warmPerEnvironment);
    const reached = allowance.reachedBy({ ...planned, architecture }, fewest);
    if (reached === 'budget' || reached === 'max-time') return ended(reached);
    await visit(planned, block, parts, session);
    if (control.reason !== undefined) return { reason: control.reason };
    const { count, givenUp } = inVain(measurements, planned.side, planned.memorySizeMB);
    if (givenUp !== undefined) return { reason: 'failed', detail: givenUp };
    await restAfterVain(count, parts);
  }
  return undefined;
}

/** To ask again at once would find the same account throttled. */
async function restAfterVain(count: number, { control, onActivity, rest: restFor = rest }: MeasureCheckParts) {
  const duration = restAfter(count);
  if (duration === 0) return;
  onActivity(`waiting ${formatMilliseconds(duration)} for a quieter moment`);
  await restFor(duration, control.signal);
}

async function visit(
  { side, memorySizeMB, payloads, coldStarts }: PlannedVisit,
  block: number,
  parts: MeasureCheckParts,
  { environments, allowance }: Session,
): Promise<void> {
  const { control, sides, header } = parts;
  const from = sides[side];
  if (from.kind === 'recorded') throw new Error('a recording is not visited');
  parts.onActivity(`measuring ${side} at ${formatMegabytes(memorySizeMB)}`);
  const fresh = await from.freshVersion(memorySizeMB, control.signal);
  const bodies = payloads.map((name) => ({ name, body: parts.payloads.find((it) => it.name === name)?.body ?? '{}' }));
  const { architecture } = header.check;
  const mark = environments.ofVisit(side, coldStarts);
  await runVisit(
    fresh,
    { block, memorySizeMB, architecture, payloads: bodies, concurrency: coldStarts },
    {
      signal: control.signal,
      mayInvoke: () => allowance.take({ memorySizeMB, architecture }),
      onMeasurement: (measurement) => {
        allowance.settle(measurement);
        parts.onMeasurement(mark(measurement));
      },
    },
  );
  // A run that is being ended leaves this to the clean-up, which removes all versions of the run at once.
  if (!control.signal.aborted) await fresh.discard();
}
