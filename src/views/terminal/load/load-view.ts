import type {
  ArmBegin,
  ArmEnd,
  Beat,
  LateReport,
  LoadHeader,
  LoadRequest,
  ProvisionedVersionLine,
} from '../../../recording/index.js';
import type { ViewChoice } from '../wants-live-view.js';

/**
 * Shows a load while it goes on. It is told what the recording is told, in the same order, and keeps figures of it, never
 * the requests; the summary is printed after `close`. No timer draws: what is told does, a second's beat at the latest.
 */
export interface LoadView {
  armBegan(arm: ArmBegin): void;
  requests(requests: readonly LoadRequest[]): void;
  /** Fetched from the log group, during an arm or after it. */
  reports(reports: readonly LateReport[]): void;
  /** Of a version whose environments are kept, from when that was asked for; again when it has ended. */
  provisioned(line: ProvisionedVersionLine): void;
  beat(beat: Beat): void;
  armEnded(end: ArmEnd): void;
  /** What happens where no load does: `publishing a version of 512 MB`, `putting the function back`. */
  activity(text: string): void;
  /** A line that stays: a warning while the load goes on. */
  note(line: string): void;
  /** Leaves the last state on the screen and gives the terminal back. */
  close(): Promise<void>;
}

export interface LoadViewOptions extends Omit<ViewChoice, 'isTTY'> {
  /** As it stands in the recording: what was asked. */
  readonly header: LoadHeader;
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  /** The clock: epoch milliseconds, `Date.now` but for tests. */
  readonly now?: () => number;
  /** `q`: end the load now and report what there is. There is no pause: what is due in an open loop stays due. */
  onStop(): void;
  /** Ctrl-C: in raw mode the terminal sends no SIGINT, so the command has to be told. */
  onInterrupt(): void;
}
