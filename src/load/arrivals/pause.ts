import type { Milliseconds } from '../../units/index.js';

/** Nothing is due: environments stay idle, and those that are idle for long are taken away. */
export const pause = (): readonly Milliseconds[] => [];
