import type { ProgressView } from '../run-progress.js';
import { frame } from './frame.js';
import { openScreen } from './open-screen.js';

export interface LiveViewOptions {
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  /** `q`: stop and report what there is. */
  onStop(): void;
  onPause(): void;
  onResume(): void;
  /** Ctrl-C: in raw mode the terminal sends no SIGINT, so the command has to be told. */
  onInterrupt(): void;
  /** Writes every frame whole instead of redrawing in place. */
  readonly debug?: boolean;
}

/** The screen of a run: a table that fills, redrawn in place. Loads ink and react. */
export const liveView = (options: LiveViewOptions): ProgressView =>
  openScreen({
    stdout: options.stdout,
    stdin: options.stdin,
    draw: frame,
    effects: {
      stop: () => options.onStop(),
      pause: () => options.onPause(),
      resume: () => options.onResume(),
      interrupt: () => options.onInterrupt(),
    },
    ...(options.debug === undefined ? {} : { debug: options.debug }),
  });
