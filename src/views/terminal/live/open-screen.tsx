import { render } from 'ink';
import type { Line } from '../layout/index.js';
import type { FrameOptions } from './frame.js';
import type { Timed } from './is-frame-due.js';
import { Screen } from './screen.js';
import { ScreenStore } from './store.js';
import { type Effect, type KeyPress, press, type UiState } from './ui-state.js';

export interface ScreenOptions<Progress extends Timed> {
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  draw(progress: Progress, ui: UiState, size: FrameOptions): readonly Line[];
  /** What keys do; a key without an effect here is not heard. */
  readonly effects: Readonly<Partial<Record<Effect, () => void>>>;
  /** Writes every frame whole instead of redrawing in place. */
  readonly debug?: boolean;
}

export interface OpenScreen<Progress extends Timed> {
  update(progress: Progress): void;
  note(text: string): void;
  close(): Promise<void>;
}

/** A screen that is redrawn in place, with its keys, until it is closed. */
export function openScreen<Progress extends Timed>(options: ScreenOptions<Progress>): OpenScreen<Progress> {
  const { stdout, stdin, effects } = options;
  const store = new ScreenStore<Progress>(stdin.isTTY === true ? 'heard' : 'none');
  const onKey = (key: KeyPress): void => {
    const { state, effect } = press(store.snapshot().ui, key, store.progress?.phase ?? 'preparing');
    if (effect !== undefined && effects[effect] === undefined) return;
    store.setUi(state);
    if (effect !== undefined) effects[effect]?.();
  };
  const onResize = (): void => store.redraw();
  stdout.on('resize', onResize);
  const screen = <Screen store={store} draw={options.draw} onKey={onKey} />;
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
