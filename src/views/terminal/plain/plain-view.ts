import { clean, type Line, wrap } from '../layout/index.js';
import type { ProgressView, RunProgress } from '../run-progress.js';
import { titleLines } from '../title.js';
import { isDue } from './is-due.js';
import { countLines, hasCounts, progressLines } from './progress-lines.js';

export interface PlainViewOptions {
  readonly stdout: { write(text: string): unknown; readonly columns?: number | undefined };
  /** Of a line; where standard output is no terminal it has no width of its own. */
  readonly width?: number;
}

/** Lines that only follow each other, without colour or cursor codes: for files, pipes and CI logs. */
export function plainView({ stdout, width = stdout.columns || 80 }: PlainViewOptions): ProgressView {
  let printed: RunProgress | undefined;
  let latest: RunProgress | undefined;
  let counted: number | undefined;
  const print = (lines: readonly Pick<Line, 'text'>[]): void => {
    for (const { text } of lines) stdout.write(`${text}\n`);
  };
  const show = (progress: RunProgress): void => {
    print(progressLines(progress, width));
    printed = progress;
    if (hasCounts(progress)) counted = progress.done;
  };
  return {
    update(progress) {
      if (latest === undefined) print(titleLines(progress.result, width));
      latest = progress;
      if (isDue(printed, progress)) show(progress);
    },
    note: (text) => print(wrap(clean(text), width).map((it) => ({ text: it }))),
    async close() {
      if (latest !== undefined && latest.done !== counted) print(countLines(latest, width));
    },
  };
}
