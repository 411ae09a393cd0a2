import { wantsLiveView } from '../wants-live-view.js';
import type { CheckView, CheckViewOptions } from './check-view.js';
import { plainCheckView } from './plain/plain-check-view.js';

/** The live screen where there is a terminal for it, plain lines elsewhere. */
export async function openCheckView(options: CheckViewOptions): Promise<CheckView> {
  const { stdout, env, noTui } = options;
  if (!wantsLiveView({ isTTY: stdout.isTTY, env, noTui })) return plainCheckView({ stdout });
  // React's development build takes several times the CPU, on the machine that runs the function.
  process.env.NODE_ENV ??= 'production';
  const { liveCheckView } = await import('./live/index.js');
  return liveCheckView(options);
}
