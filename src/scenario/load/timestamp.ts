/** A timestamp as milliseconds since 1970; `undefined` when it is none of the reader's form. */
export type TimestampReader = (text: string) => number | undefined;

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * ISO 8601 with what logs write in its place: a space for the T, any number of digits of a second. Without an offset it
 * is UTC, as logs of servers are; the local time of whoever replays it would be wrong twice a year.
 */
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** As programs write it: read as it stands, four times as fast, which a trace of a million lines is long enough to show. */
const USUAL_ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/;

const isoMs: TimestampReader = (text) => {
  if (USUAL_ISO.test(text)) {
    const usual = Date.parse(text);
    return Number.isNaN(usual) ? undefined : usual;
  }
  const [, day, time = '', fraction = '', offset = 'Z'] = ISO.exec(text) ?? [];
  if (day === undefined) return undefined;
  const zone = offset.length === 3 ? `${offset}:00` : offset.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const whole = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}${zone.toUpperCase()}`);
  const ms = whole + Number(`0.${fraction || '0'}`) * 1000;
  return Number.isNaN(ms) ? undefined : ms;
};

/** Of the largest unit in which the number is a time after 1973: seconds, milliseconds, microseconds or nanoseconds. */
function unitOf(value: number): number {
  const size = Math.abs(value);
  return size < 1e11 ? 1000 : size < 1e14 ? 1 : size < 1e17 ? 1e-3 : 1e-6;
}

/** How to read timestamps such as this one. Its unit holds for the whole file: a single number could be of any. */
export function timestampReader(sample: string): TimestampReader | undefined {
  if (!NUMBER.test(sample)) return isoMs(sample) === undefined ? undefined : isoMs;
  const unit = unitOf(Number(sample));
  return (text) => (NUMBER.test(text) ? Number(text) * unit : undefined);
}
