import { Box, Static, Text, useInput, useStdin, useStdout } from 'ink';
import { type ReactElement, useSyncExternalStore } from 'react';
import { clean, type Line } from '../layout/index.js';
import { THEME } from '../theme.js';
import type { FrameOptions } from './frame.js';
import type { Timed } from './is-frame-due.js';
import type { ScreenStore } from './store.js';
import type { KeyPress, UiState } from './ui-state.js';

function Row({ line }: { readonly line: Line }): ReactElement {
  const { text, tone, runs } = line;
  if (runs === undefined || runs.length === 0) return <Piece text={text === '' ? ' ' : text} tone={tone} />;
  const pieces = runs.map((run, index) => ({ ...run, key: `piece ${index}` }));
  return (
    <Text wrap="truncate">
      {pieces.map((it) => (
        <Piece key={it.key} text={it.text} tone={it.tone} />
      ))}
    </Text>
  );
}

function Piece({ text, tone }: Pick<Line, 'text' | 'tone'>): ReactElement {
  const { color, bold = false, dim = false } = THEME[tone];
  return (
    <Text {...(color === undefined ? {} : { color })} bold={bold} dimColor={dim} wrap="truncate">
      {text}
    </Text>
  );
}

interface ScreenProps<Progress extends Timed> {
  readonly store: ScreenStore<Progress>;
  /** The whole screen, one line less than the terminal has. */
  draw(progress: Progress, ui: UiState, size: FrameOptions): readonly Line[];
  onKey(key: KeyPress): void;
}

/** Notes scroll away above; the frame stays in place below them. */
export function Screen<Progress extends Timed>({ store, draw, onKey }: ScreenProps<Progress>): ReactElement {
  const { progress, ui, notes, keys } = useSyncExternalStore(store.subscribe, store.snapshot);
  const { stdout } = useStdout();
  const { isRawModeSupported } = useStdin();
  useInput((input, key) => onKey({ input, ctrl: key.ctrl, isEscape: key.escape }), {
    isActive: isRawModeSupported === true,
  });
  const size = { width: stdout.columns || 80, rows: stdout.rows || 24, keys };
  const lines = progress === undefined ? [] : draw(progress, ui, size);
  const rows = lines.map((line, row) => ({ line, key: `row ${row}` }));
  return (
    <>
      <Static items={[...notes]}>{(note) => <Text key={note.id}>{clean(note.text)}</Text>}</Static>
      <Box flexDirection="column">
        {rows.map(({ line, key }) => (
          <Row key={key} line={line} />
        ))}
      </Box>
    </>
  );
}
