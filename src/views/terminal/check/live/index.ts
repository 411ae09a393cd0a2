import { openScreen } from '../../live/open-screen.js';
import type { CheckView, CheckViewOptions } from '../check-view.js';
import { checkFrame } from './frame.js';

/** The screen of a check, redrawn in place. Loads ink and react. */
export const liveCheckView = (options: CheckViewOptions & { readonly debug?: boolean }): CheckView =>
  openScreen({
    stdout: options.stdout,
    stdin: options.stdin,
    draw: checkFrame,
    effects: { stop: () => options.onStop(), interrupt: () => options.onInterrupt() },
    ...(options.debug === undefined ? {} : { debug: options.debug }),
  });
