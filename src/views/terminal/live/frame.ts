import type { Result } from '../../../analysis/index.js';
import { explorationOf, medianOf, noteOf } from '../../wording/index.js';
import { exploringLines } from '../exploration/index.js';
import { blank, clean, clipLine, type Line, line } from '../layout/index.js';
import { cappedNote, legend, standingOf } from '../marks.js';
import type { RunProgress } from '../run-progress.js';
import { titleLines } from '../title.js';
import { helpLines } from './help.js';
import { sizeTable } from './size-table.js';
import { type Keys, keyLine, statusLines } from './status.js';
import type { UiState } from './ui-state.js';

export interface FrameOptions {
  readonly width: number;
  readonly rows: number;
  readonly keys: Keys;
}

/** Why intervals are missing: one line, of the first size that lacks one. */
function missingInterval({ sizes }: Result): string | undefined {
  const [note] = sizes.flatMap(({ status, warm }) =>
    status === 'measured' && warm.durationMs !== null ? (noteOf(medianOf(warm.durationMs)) ?? []) : [],
  );
  return note === undefined ? undefined : `no interval: ${clean(note)}`;
}

/** As many sizes as there is room for, those the recommendation names before all others. */
function fitRows(result: Result, rows: readonly Line[], room: number): Line[] {
  if (rows.length <= room) return [...rows];
  const shown = Math.max(0, room - 1);
  const order = rows
    .map((_, index) => index)
    .sort((a, b) => rank(result, a) - rank(result, b) || a - b)
    .slice(0, shown);
  const kept = rows.filter((_, index) => order.includes(index));
  return room <= 0 ? [] : [...kept, line(`  … and ${rows.length - shown} more in the summary`, 'quiet')];
}

function rank(result: Result, index: number): number {
  const size = result.sizes[index];
  const standing = size === undefined ? 'unmeasured' : standingOf(size, result);
  return ['recommended', 'tied', 'measured', 'failed', 'disturbed', 'unmeasured'].indexOf(standing);
}

function tableLines(result: Result, width: number, room: number): Line[] {
  const { heading, rows } = sizeTable(result, width);
  const body = [heading, ...fitRows(result, rows, room - 1)];
  const notes = [legend(result), cappedNote(result), missingInterval(result)].filter(
    (it) => it !== undefined && it !== '',
  );
  const spare = room - body.length;
  return [...body, ...notes.slice(0, Math.max(0, spare)).map((it) => line(it ?? '', 'quiet'))];
}

/**
 * The whole screen, one line less than the terminal has: Ink clears the terminal, with the user's scrollback, and
 * draws everything anew as soon as a frame is as high as the terminal.
 */
export function frame(progress: RunProgress, ui: UiState, { width, rows, keys }: FrameOptions): Line[] {
  const height = Math.max(1, rows - 1);
  const { result } = progress;
  const keyHelp = keyLine(progress, ui, keys);
  const foot = [...statusLines(progress, ui, width), ...(keyHelp === undefined ? [] : [keyHelp])];
  const head = titleLines(result, width);
  const room = height - head.length - foot.length;
  const exploration = explorationOf(result);
  const figures = (): Line[] =>
    exploration === undefined
      ? tableLines(result, width, room)
      : exploringLines(progress, exploration, { width, height: room - 2 }, (visited, rows) =>
          tableLines(visited, width, rows),
        );
  const middle = ui.help ? helpLines(width, exploration !== undefined).slice(0, Math.max(0, room)) : figures();
  const gaps = room - middle.length;
  const lines = [...head, ...(gaps > 1 ? [blank] : []), ...middle, ...(gaps > 0 ? [blank] : []), ...foot];
  // In a terminal too low for a table, the state of the run is what is left.
  return lines.slice(Math.max(0, lines.length - height)).map((it) => clipLine(it, width));
}
