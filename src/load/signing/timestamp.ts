import type { EpochMilliseconds } from '../../units/index.js';

/** A second as signatures have it, `20150830T123600Z`. */
export const timestampOf = (at: EpochMilliseconds): string =>
  new Date(at)
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replaceAll(/[-:]/g, '');

/** The day of a timestamp, `20150830`: a derived key is good for one. */
export const dayOf = (timestamp: string): string => timestamp.slice(0, 8);
