import { type EpochMilliseconds, epochMilliseconds } from '../../units/index.js';
import { CommandError } from '../command-error.js';

const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const AGO = /^(\d+(?:\.\d+)?)\s*([smhdw])$/;
/** A date alone is its midnight in UTC, and so is a time without a zone: reports do not depend on where one sits. */
const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** A point in time as it is typed: `2026-11-20T12:00:00Z`, `1732104000000`, or `3d` for three days before now. */
export function timeOption(option: string, text: string, now: number): EpochMilliseconds {
  const ago = AGO.exec(text);
  if (ago !== null) return epochMilliseconds(now - Number(ago[1]) * (UNITS_MS[ago[2] ?? ''] ?? 0));
  if (/^\d{12,14}$/.test(text)) return epochMilliseconds(Number(text));
  const iso = ISO.exec(text);
  const instant = iso === null ? Number.NaN : Date.parse(zoned(text, iso[1]));
  if (Number.isFinite(instant)) return epochMilliseconds(instant);
  throw new CommandError(
    `${option} ${text} is no time`,
    'such as 2026-11-20T12:00:00Z, 2026-11-20, 1763640000000 (milliseconds), or 3d, 12h, 30m for so long ago',
  );
}

function zoned(text: string, zone: string | undefined): string {
  const iso = text.replace(' ', 'T');
  if (zone !== undefined) return iso;
  return iso.includes('T') ? `${iso}Z` : iso;
}
