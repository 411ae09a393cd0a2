import { z } from 'zod';
import { megabytes, milliseconds } from '../units/index.js';
import { parseShare } from './strategy.js';

/*
 * Each leaf says what it expects in one phrase, and every way to miss it gives that phrase: the reader of the problem
 * wants to know what to write, not which of five checks failed.
 */

const between = (expected: string, min: number, max: number) =>
  z.number({ error: expected }).min(min, { error: expected }).max(max, { error: expected });

export const whole = (expected: string, min: number, max: number) =>
  between(expected, min, max).int({ error: expected });

export const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });

export const matching = (expected: string, pattern: RegExp) =>
  z.string({ error: expected }).regex(pattern, { error: expected });

/** A map that knows its keys. A key it does not know keeps zod's own issue, which names the key. */
export const map = <Shape extends z.ZodRawShape>(expected: string, shape: Shape) =>
  z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : expected) });

export const list = <Item extends z.ZodType>(expected: string, item: Item) =>
  z.array(item, { error: expected }).min(1, { error: expected });

/** The limits are AWS's quotas (Developer Guide, "Lambda quotas", 2026). */
export const memorySize = whole('a whole number of MB from 128 to 10,240', 128, 10_240).transform(megabytes);
export const ephemeralStorage = whole('a whole number of MB from 512 to 10,240', 512, 10_240).transform(megabytes);

const TIMEOUT = 'a whole number of seconds from 1 to 900, such as 30 or 30s';

export const timeout = z
  .union([whole(TIMEOUT, 1, 900), matching(TIMEOUT, /^\d+\s*(s|m)$/)], { error: TIMEOUT })
  .transform((value, context) => {
    const seconds = typeof value === 'number' ? value : Number.parseInt(value, 10) * (value.endsWith('m') ? 60 : 1);
    if (seconds < 1 || seconds > 900) context.addIssue(TIMEOUT);
    return milliseconds(seconds * 1000);
  });

const SHARE = 'a share, such as 5% or 0.05';

export const share = z
  .union([matching(SHARE, /^\d+(\.\d+)?\s*%?$/), between(SHARE, 0, 1)], { error: SHARE })
  .transform((value, context) => {
    const ratio = parseShare(value);
    if (ratio !== undefined) return ratio;
    context.addIssue(SHARE);
    return z.NEVER;
  });
