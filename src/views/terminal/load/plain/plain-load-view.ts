import { clean, type Line, wrap } from '../../layout/index.js';
import type { LoadProgress } from '../live/load-progress.js';
import { loadTitle } from '../title.js';
import type { ProgressSink } from '../told-view.js';
import { countLines, isDue } from './plain-lines.js';

export interface PlainLoadOptions {
  readonly stdout: { write(text: string): unknown; readonly columns?: number | undefined };
  /** Of a line; where standard output is no terminal it has no width of its own. */
  readonly width?: number;
}

/** Lines that only follow each other, without colour or cursor codes: for files, pipes and CI logs. */
export function plainLoadSink({ stdout, width = stdout.columns || 80 }: PlainLoadOptions): ProgressSink {
  let isBegun = false;
  let counted: LoadProgress | undefined;
  let activity = '';
  const print = (lines: readonly Pick<Line, 'text'>[]): void => {
    for (const { text } of lines) stdout.write(`${text}\n`);
  };
  const say = (text: string): void => print(wrap(clean(text), width).map((it) => ({ text: it })));
  const count = (progress: LoadProgress): void => {
    print(countLines(progress, width));
    counted = progress;
  };
  const isEndNews = ({ figures: { current } }: LoadProgress): boolean =>
    current?.ended !== undefined && counted?.figures.current?.ended === undefined;
  return {
    update(progress) {
      if (!isBegun) print(loadTitle(progress.figures.header, width));
      isBegun = true;
      if (isEndNews(progress)) count(progress);
      if (progress.phase === 'measuring') {
        if (progress.figures.current?.answeredPerSecond != null && isDue(counted, progress)) count(progress);
      } else if (progress.phase !== 'done' && progress.activity !== activity) {
        activity = progress.activity;
        say(activity);
      }
    },
    note: say,
    close: async () => undefined,
  };
}
