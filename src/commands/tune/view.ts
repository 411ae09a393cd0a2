import { loadLiveView, type ProgressView, plainView, wantsLiveView } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import type { RunControl } from './interrupt.js';

/** Where people are spoken to: standard error when standard output carries the JSON. */
export const humanStream = (options: RawOptions, io: Io): NodeJS.WriteStream =>
  options.json === '-' ? io.stderr : io.stdout;

/** The live screen where there is a terminal for it, plain lines elsewhere. `onChange` asks for a redraw. */
export async function openView(
  options: RawOptions,
  io: Io,
  control: RunControl,
  onChange: () => void,
): Promise<ProgressView> {
  const stdout = humanStream(options, io);
  if (!wantsLiveView({ isTTY: stdout.isTTY, env: io.env, noTui: options.tui === false })) return plainView({ stdout });
  // React's development build takes several times the CPU, on the machine that is being measured.
  process.env.NODE_ENV ??= 'production';
  const { liveView } = await loadLiveView();
  const change = (act: () => void) => () => {
    act();
    onChange();
  };
  return liveView({
    stdout,
    stdin: io.stdin,
    onStop: change(() => control.end('stopped')),
    onInterrupt: change(() => control.end('interrupted')),
    onPause: change(() => control.pause()),
    onResume: change(() => control.resume()),
  });
}
