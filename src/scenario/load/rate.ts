import { z } from 'zod';
import { type Milliseconds, milliseconds } from '../../units/index.js';

/*
 * The two quantities of a load as a file and a command line write them. A bare number is in the unit that the text form
 * has in the word itself: requests a second, and seconds, as `timeout: 30` of a function is.
 */

const PER_SECOND: Readonly<Record<string, number>> = { s: 1, sec: 1, min: 60, m: 60, h: 3600 };
const RATE_TEXT = /^(\d+(?:\.\d+)?)\s*\/\s*(s|sec|min|m|h)$/;
/**
 * Beyond it a scenario is mistaken rather than bold: the largest Regions start at 1,000 concurrent executions, and one thread
 * sends a tenth of it. What is due and never sent is a line of the recording all the same: 1,000,000/s for a minute were 6 GB
 * of them, and memory to match, before the run could hear that it was to end.
 */
const MOST_PER_SECOND = 100_000;

export const RATE = 'requests a second, such as 50/s, 300/min or 50, up to 100,000/s';

/** `50/s`, `300/min`, `3600/h` or a number, as requests a second. */
export function parseRate(value: string | number): number | undefined {
  const text = String(value).trim();
  const [, amount, unit = 's'] = RATE_TEXT.exec(text) ?? /^(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const rate = Number(amount) / (PER_SECOND[unit] ?? 1);
  return rate <= MOST_PER_SECOND ? rate : undefined;
}

const SPAN_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };
const SPAN_TEXT = /^(\d+(?:\.\d+)?)\s*(ms|s|m|min|h)$/;
/** A year: past it `setTimeout` and arithmetic on milliseconds still hold, and nobody waits. */
const LONGEST_MS = 366 * 86_400_000;

export const SPAN = 'how long, such as 60s, 5m or 1h';

/** `500ms`, `60s`, `5m`, `1h` or a number of seconds; above 0. */
export function parseSpan(value: string | number): Milliseconds | undefined {
  const text = String(value).trim();
  const [, amount, unit = 's'] = SPAN_TEXT.exec(text) ?? /^(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const ms = Number(amount) * (SPAN_MS[unit] ?? Number.NaN);
  return ms > 0 && ms <= LONGEST_MS ? milliseconds(ms) : undefined;
}

/** A leaf that a parser reads, and of which every fault gives the one phrase. */
function leaf<T>(expected: string, pattern: RegExp, parse: (value: string | number) => T | undefined) {
  const written = z.union([
    z.string({ error: expected }).regex(pattern, { error: expected }),
    z.number({ error: expected }).nonnegative({ error: expected }),
  ]);
  return z.union([...written.options], { error: expected }).transform((value, context) => {
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    context.addIssue(expected);
    return z.NEVER;
  });
}

export const rate = leaf(RATE, RATE_TEXT, parseRate);
export const span = (expected = SPAN) => leaf(expected, SPAN_TEXT, parseSpan);
