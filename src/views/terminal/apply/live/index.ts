import { openScreen } from '../../live/open-screen.js';
import type { ApplyView, ApplyViewOptions } from '../apply-view.js';
import { applyFrame } from './frame.js';

/** The screen of an application, redrawn in place. Loads ink and react. */
export const liveApplyView = (options: ApplyViewOptions & { readonly debug?: boolean }): ApplyView => ({
  ...openScreen({
    stdout: options.stdout,
    stdin: options.stdin,
    draw: applyFrame,
    effects: { stop: () => options.onStop(), interrupt: () => options.onInterrupt() },
    ...(options.debug === undefined ? {} : { debug: options.debug }),
  }),
  tell: () => undefined,
});
