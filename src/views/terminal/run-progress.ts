import type { Result } from '../../analysis/index.js';
import type { Architecture } from '../../pricing/index.js';
import type { EpochMilliseconds, Megabytes } from '../../units/index.js';

/** A run so far, as the command tells its view. */
export interface RunProgress {
  /** The analysis of the recording so far: sizes may be unmeasured and samples small. */
  readonly result: Result;
  /** Invocations. */
  readonly done: number;
  /** 0 where nobody can know: a run that explores ends when its choice is safe. */
  readonly planned: number;
  readonly cold: number;
  readonly warm: number;
  readonly errors: number;
  /** Of the cold and warm ones, those that the host disturbed: they are measured again. */
  readonly disturbed: number;
  readonly startedAt: EpochMilliseconds;
  readonly now: EpochMilliseconds;
  /** What happens at the moment: `measuring 512 MB, cold`, `putting the function back`. */
  readonly activity: string;
  readonly phase: 'preparing' | 'measuring' | 'paused' | 'finishing' | 'done';
  /** Of a run that explores: the visit under way, or the one that comes next; a new object for each visit. */
  readonly next?: NextVisit | undefined;
}

/** Where the explorer looks, and why there. */
export interface NextVisit {
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
  /** One phrase, without a full stop: `the band is widest there`. */
  readonly why: string;
}

/** Shows a run while it goes on; the summary is printed after `close`. */
export interface ProgressView {
  update(progress: RunProgress): void;
  /** A line that stays: a retry, a throttle, a warning while the run goes on. */
  note(line: string): void;
  /** Leaves the last state on the screen and gives the terminal back. */
  close(): Promise<void>;
}
