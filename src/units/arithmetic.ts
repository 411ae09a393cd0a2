import {
  type GbSeconds,
  gbSeconds,
  type Megabytes,
  type Milliseconds,
  megabytes,
  milliseconds,
  type Quantity,
  type Usd,
  usd,
} from './quantity.js';

/** Adds quantities of one unit; the sum of nothing is zero. */
export function sum<Q extends Quantity<string>>(values: readonly Q[]): Q {
  return values.reduce<number>((total, value) => total + value, 0) as Q;
}

/** GB-seconds of one memory size held for one billed span. AWS divides MB by 1,024 (pricing page, 2026). */
export function gbSecondsOf(memorySize: Megabytes, billed: Milliseconds): GbSeconds {
  return gbSeconds((memorySize / 1024) * (billed / 1000));
}

/** What a quantity costs at a price per unit of it. */
export function usdFor(quantity: number, unitPrice: Usd): Usd {
  return usd(quantity * unitPrice);
}

export const secondsToMilliseconds = (seconds: number): Milliseconds => milliseconds(seconds * 1000);
export const bytesToMegabytes = (bytes: number): Megabytes => megabytes(bytes / 1_048_576);
export const kilobytesToMegabytes = (kilobytes: number): Megabytes => megabytes(kilobytes / 1024);
