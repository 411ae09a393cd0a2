import { z } from 'zod';
import type { EpochMilliseconds, Megabytes, Milliseconds, Ratio, Usd } from '../units/index.js';

/**
 * Zod schemas for numbers with a unit. A brand exists for the compiler alone, so the schema is the plain number's; the
 * cast is the one place where a file's number gets its unit.
 */
export const inUnit = <Q extends number>(schema: z.ZodNumber) => schema as unknown as z.ZodType<Q, number>;

export const zMilliseconds = inUnit<Milliseconds>(z.number().nonnegative().describe('milliseconds'));
export const zEpochMilliseconds = inUnit<EpochMilliseconds>(z.number().describe('milliseconds since 1970-01-01Z'));
export const zMegabytes = inUnit<Megabytes>(z.number().nonnegative().describe('MB of 1,024 x 1,024 bytes'));
export const zUsd = inUnit<Usd>(z.number().describe('US dollars, not rounded'));
export const zRatio = inUnit<Ratio>(z.number().min(0).max(1).describe('a share between 0 and 1'));
