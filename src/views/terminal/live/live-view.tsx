import { render } from 'ink';
import type { ProgressView } from '../run-progress.js';
import { Screen } from './screen.js';
import { ScreenStore } from './store.js';
import { type Effect, type KeyPress, press } from './ui-state.js';

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
export function liveView(options: LiveViewOptions): ProgressView {
  const { stdout, stdin } = options;
  const store = new ScreenStore(stdin.isTTY === true ? 'heard' : 'none');
  const effects: Readonly<Record<Effect, () => void>> = {
    stop: () => options.onStop(),
    pause: () => options.onPause(),
    resume: () => options.onResume(),
    interrupt: () => options.onInterrupt(),
  };
  const onKey = (key: KeyPress): void => {
    const { state, effect } = press(store.snapshot().ui, key, store.progress?.phase ?? 'preparing');
    store.setUi(state);
    if (effect !== undefined) effects[effect]();
  };
  const onResize = (): void => store.redraw();
  stdout.on('resize', onResize);
  const screen = <Screen store={store} onKey={onKey} />;
  const ink = render(screen, {
    stdout,
    stdin,
    exitOnCtrlC: false,
    debug: options.debug ?? false,
  });
  return {
    update: (progress) => store.update(progress),
    note: (text) => store.note(text),
    async close() {
      stdout.off('resize', onResize);
      store.close();
      // React draws a change of the store in a later microtask; drawing by hand makes the last frame the last state.
      ink.rerender(screen);
      const exited = ink.waitUntilExit();
      ink.unmount();
      await exited;
    },
  };
}
