import type { CheckResult } from '../../../analysis/index.js';
import type { EpochMilliseconds } from '../../../units/index.js';
import type { ViewChoice } from '../wants-live-view.js';

/** A check so far, as the command tells its view. */
export interface CheckProgress {
  /** The analysis of the recording so far: comparisons may have no figures yet, and few values. */
  readonly result: CheckResult;
  readonly startedAt: EpochMilliseconds;
  readonly now: EpochMilliseconds;
  /** What happens at the moment: `building base`, `measuring head at 512 MB`, `removing what was made`. */
  readonly activity: string;
  readonly phase: 'preparing' | 'measuring' | 'finishing' | 'done';
}

/** Shows a check while it goes on; the summary is printed after `close`. */
export interface CheckView {
  update(progress: CheckProgress): void;
  /** A line that stays: a warning, a throttle, a build's output. */
  note(line: string): void;
  /** Leaves the last state on the screen and gives the terminal back. */
  close(): Promise<void>;
}

export interface CheckViewOptions extends Omit<ViewChoice, 'isTTY'> {
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  /** `q`: stop measuring and report what there is. There is no pause: both sides are measured in one session. */
  onStop(): void;
  /** Ctrl-C: in raw mode the terminal sends no SIGINT, so the command has to be told. */
  onInterrupt(): void;
}
