import { openScreen } from '../../live/open-screen.js';
import type { LoadViewOptions } from '../load-view.js';
import type { ProgressSink } from '../told-view.js';
import { loadFrame } from './frame.js';

/** The screen of a load, redrawn in place. Loads ink and react. */
export const liveLoadScreen = (options: LoadViewOptions & { readonly debug?: boolean }): ProgressSink =>
  openScreen({
    stdout: options.stdout,
    stdin: options.stdin,
    draw: loadFrame,
    effects: { stop: () => options.onStop(), interrupt: () => options.onInterrupt() },
    ...(options.debug === undefined ? {} : { debug: options.debug }),
  });
