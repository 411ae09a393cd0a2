import { loadLiveView, type ProgressView, plainView, wantsLiveView } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import { humanStream } from '../human-stream.js';
import type { RunControl } from '../interrupt.js';

export interface ViewParts {
  readonly options: RawOptions;
  readonly io: Io;
  readonly control: RunControl;
  readonly interrupt: () => void;
}

/** The live screen where there is a terminal for it, plain lines elsewhere. `onChange` asks for a redraw. */
export async function openView(parts: ViewParts, onChange: () => void): Promise<ProgressView> {
  const { options, io, control } = parts;
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
    onInterrupt: change(parts.interrupt),
    onPause: change(() => control.pause()),
    onResume: change(() => control.resume()),
  });
}
