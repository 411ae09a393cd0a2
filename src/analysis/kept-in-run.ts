import { keptUsd, type PriceBook } from '../pricing/index.js';
import type { Measurement, ProvisionedVersionLine, Recording } from '../recording/index.js';
import { type EpochMilliseconds, type Milliseconds, milliseconds, sum, type Usd, usd } from '../units/index.js';

interface Versions extends Pick<Recording, 'provisioned' | 'measurements'> {
  readonly end?: { readonly at: EpochMilliseconds };
}

/** What a run paid for provisioned concurrency of its own versions, beside their invocations; nothing where it had none. */
export function keptInRun({ provisioned = [], measurements, end }: Versions, book: PriceBook): Usd {
  const lastAt = end?.at ?? measurements.at(-1)?.at;
  return usd(
    sum(
      provisioned.map((it) => {
        const endedAt = it.endedAt ?? lastAt ?? it.askedAt;
        return keptUsd(book, {
          ...{ architecture: it.architecture, memorySizeMB: it.memorySizeMB, concurrency: it.concurrency },
          enabledMs: milliseconds(Math.max(0, endedAt - it.askedAt)),
          billedInitMs: meanInitOf(measurements, it),
        });
      }),
    ),
  );
}

/** INIT is billed of each environment, also of those that were never invoked: these are taken for what the others were. */
function meanInitOf(measurements: readonly Measurement[], version: ProvisionedVersionLine): Milliseconds {
  const known = measurements.flatMap(({ outcome, memorySizeMB, architecture }) => {
    const isSame = memorySizeMB === version.memorySizeMB && architecture === version.architecture;
    return isSame && 'report' in outcome && outcome.report?.initializedAhead === true
      ? (outcome.report.initDurationMs ?? [])
      : [];
  });
  return milliseconds(known.length === 0 ? 0 : sum(known) / known.length);
}

/** The same of a load, whose reports are read one by one: without INIT. */
export const keptForLoad = (
  provisioned: readonly ProvisionedVersionLine[],
  endedAt: EpochMilliseconds | undefined,
  book: PriceBook,
): Usd =>
  keptInRun({ provisioned, measurements: [], ...(endedAt === undefined ? {} : { end: { at: endedAt } }) }, book);
