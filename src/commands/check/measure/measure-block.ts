import { DEFAULT_PLAN } from '../../../analysis/index.js';
import { runVisit } from '../../../load/index.js';
import type { Side } from '../../../recording/index.js';
import { formatMegabytes, formatMilliseconds, type Megabytes, usd } from '../../../units/index.js';
import { aroundVisit } from '../../hooks/index.js';
import { rest, restAfter } from '../../rest.js';
import { snapshotPrices } from '../../spending/snapshot-prices.js';
import { type PlannedVisit, visitsOfBlock } from './plan-block.js';
import { inVain, provedCold } from './proved.js';
import { type CheckEnded, ended, type MeasureCheckParts, type Session } from './session.js';

/** Cold starts that a block takes at one size. */
export type Wanted = Readonly<Record<Side, number>> & { readonly memorySizeMB: Megabytes };

/** What the block takes of each side, never beyond what was asked for. What did not count is taken again in the next. */
export function wantedOf(
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

/** Measures one block. @returns how it ended where it did in the middle of the block */
export async function measureBlock(
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
  for (const [index, planned] of visits.entries()) {
    if (control.reason !== undefined) return { reason: control.reason };
    const { architecture } = header.check;
    const fewest = planned.coldStarts + Math.min(1, warmPerEnvironment);
    const { publishedUsd = 0, restoreUsd = 0 } =
      snapshotPrices(parts.book, header[planned.side].function, planned.memorySizeMB) ?? {};
    const besidesUsd = publishedUsd + planned.coldStarts * restoreUsd;
    const reached = allowance.reachedBy({ ...planned, architecture }, fewest, besidesUsd);
    if (reached === 'budget' || reached === 'max-time') return ended(reached);
    const { side, memorySizeMB } = planned;
    const place = `${index + 1} of ${visits.length} before the next look`;
    parts.onActivity(`measuring ${side} at ${formatMegabytes(memorySizeMB)}: ${place}`);
    await visit(planned, block, parts, session);
    if (control.reason !== undefined) return { reason: control.reason };
    const { count, givenUp } = inVain(measurements, side, memorySizeMB);
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
  const fresh = await from.freshVersion(memorySizeMB, control.signal);
  allowance.pay(snapshotPrices(parts.book, header[side].function, memorySizeMB)?.publishedUsd ?? usd(0));
  const bodies = payloads.map((name) => ({ name, body: parts.payloads.find((it) => it.name === name)?.body ?? '{}' }));
  const { architecture } = header.check;
  const mark = environments.ofVisit(side, coldStarts);
  const { hooks, allowedErrors = [] } = parts;
  const place = { functionName: header[side].function.name, memorySizeMB, architecture, side };
  const way = header.check.invoke;
  const sent = { block, memorySizeMB, architecture, payloads: bodies, concurrency: coldStarts, allowedErrors, way };
  await aroundVisit(hooks, place, () =>
    runVisit(fresh, sent, {
      signal: control.signal,
      mayInvoke: () => allowance.take({ memorySizeMB, architecture }),
      ...hooks?.ofInvocations(place),
      onMeasurement: (measurement) => {
        allowance.settle(measurement);
        parts.onMeasurement(mark(measurement));
      },
    }),
  );
  // A run that is being ended leaves this to the clean-up, which removes all versions of the run at once.
  if (!control.signal.aborted) await fresh.discard();
}
