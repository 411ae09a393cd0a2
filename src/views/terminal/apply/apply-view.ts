import type { ApplyResult } from '../../../analysis/index.js';
import type { ApplyStep } from '../../../recording/index.js';
import type { EpochMilliseconds } from '../../../units/index.js';
import type { ViewChoice } from '../wants-live-view.js';

/** An application so far, as the command tells its view. */
export interface ApplyProgress {
  /** The analysis of the recording so far: promises may have no figures yet. */
  readonly result: ApplyResult;
  /** What was changed so far, in order. */
  readonly steps: readonly ApplyStep[];
  /** Invocations of the fresh measurement so far. */
  readonly invocations: number;
  readonly startedAt: EpochMilliseconds;
  readonly now: EpochMilliseconds;
  /** What happens at the moment: `block 3 of at most 20`, `publishing it`. */
  readonly activity: string;
  /** `finishing`: what was changed is rolled back, or the rest put back. */
  readonly phase: 'preparing' | 'measuring' | 'finishing' | 'done';
}

/** Shows an application while it goes on; the summary is printed after `close`. */
export interface ApplyView {
  update(progress: ApplyProgress): void;
  /** What happens now: a line of its own where no screen shows it as activity. */
  tell(line: string): void;
  /** A line that stays: a throttle, a hook's trouble, why it is rolled back. */
  note(line: string): void;
  /** Leaves the last state on the screen and gives the terminal back. */
  close(): Promise<void>;
}

export interface ApplyViewOptions extends Omit<ViewChoice, 'isTTY'> {
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  /** `q`: stop, and put back what was changed. There is no pause: a canary's traffic does not wait. */
  onStop(): void;
  /** Ctrl-C: in raw mode the terminal sends no SIGINT, so the command has to be told. */
  onInterrupt(): void;
}
