import { wantsLiveView } from '../wants-live-view.js';
import type { ApplyView, ApplyViewOptions } from './apply-view.js';
import { plainApplyView } from './plain/plain-apply-view.js';

/** The live screen where there is a terminal for it, plain lines elsewhere. */
export async function openApplyView(options: ApplyViewOptions): Promise<ApplyView> {
  const { stdout, env, noTui } = options;
  if (!wantsLiveView({ isTTY: stdout.isTTY, env, noTui })) return plainApplyView(stdout);
  // React's development build takes several times the CPU, on the machine that measures.
  process.env.NODE_ENV ??= 'production';
  const { liveApplyView } = await import('./live/index.js');
  return liveApplyView(options);
}
