import type { Measurement } from '../recording/index.js';
import type { Result } from './result-schema.js';

/** What a view draws: the conclusions, and the raw points they were drawn from. */
export interface Analysis {
  readonly result: Result;
  readonly measurements: readonly Measurement[];
}
