import { type Milliseconds, milliseconds } from '../../units/index.js';

/** To the microsecond: what a clock says beyond that is noise, and fills a recording of a million lines. */
export const rounded = (ms: number): Milliseconds => milliseconds(Math.round(ms * 1000) / 1000);
