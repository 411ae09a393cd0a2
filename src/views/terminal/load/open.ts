import { wantsLiveView } from '../wants-live-view.js';
import type { LoadView, LoadViewOptions } from './load-view.js';
import { plainLoadSink } from './plain/plain-load-view.js';
import { ToldView } from './told-view.js';

/** The live screen where there is a terminal for it, plain lines elsewhere. */
export async function openLoadView(options: LoadViewOptions): Promise<LoadView> {
  const { stdout, env, noTui } = options;
  if (!wantsLiveView({ isTTY: stdout.isTTY, env, noTui })) return new ToldView(options, plainLoadSink({ stdout }));
  // React's development build takes several times the CPU, on the machine that makes the load.
  process.env.NODE_ENV ??= 'production';
  const { liveLoadScreen } = await import('./live/index.js');
  return new ToldView(options, liveLoadScreen(options));
}
