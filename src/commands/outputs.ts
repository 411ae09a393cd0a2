import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Analysis, ApplyResult, CheckResult, HistoryResult, LoadResult, LogsResult } from '../analysis/index.js';
import { RecordingError } from '../recording/index.js';
import type { Io } from './command.js';

type Wanted = string | boolean | undefined;

/** Which views to write: `true` under their usual name beside the recording, a text under that name, `-` printed. */
export interface WantedViews {
  readonly html?: Wanted;
  readonly markdown?: Wanted;
  readonly json?: Wanted;
  readonly junit?: Wanted;
}

/** How each view is made, when it is wanted. */
export interface Views {
  readonly json: () => Promise<string>;
  /** Where there is something to draw. */
  readonly html?: () => Promise<string>;
  readonly markdown: () => Promise<string>;
  /** Where there is something to pass or to fail. */
  readonly junit?: () => Promise<string>;
}

export const viewsOf = (analysis: Analysis): Views => ({
  json: async () => (await import('../views/json/index.js')).renderJson(analysis.result),
  html: async () => (await import('../views/html/index.js')).renderHtml(analysis),
  markdown: async () => (await import('../views/markdown/index.js')).renderMarkdown(analysis),
});

export const checkViewsOf = (result: CheckResult): Views => ({
  json: async () => (await import('../views/json/index.js')).renderCheckJson(result),
  html: async () => (await import('../views/html/index.js')).renderCheckHtml(result),
  markdown: async () => (await import('../views/markdown/index.js')).renderCheckMarkdown(result),
  junit: async () => (await import('../views/junit/index.js')).renderCheckJUnit(result),
});

export const logsViewsOf = (result: LogsResult): Views => ({
  json: async () => (await import('../views/json/index.js')).renderLogsJson(result),
  html: async () => (await import('../views/html/index.js')).renderLogsHtml(result),
  markdown: async () => (await import('../views/markdown/index.js')).renderLogsMarkdown(result),
});

export const loadViewsOf = (result: LoadResult): Views => ({
  json: async () => (await import('../views/json/index.js')).renderLoadJson(result),
  html: async () => (await import('../views/html/index.js')).renderLoadHtml(result),
  markdown: async () => (await import('../views/markdown/index.js')).renderLoadMarkdown(result),
});

export const applyViewsOf = (result: ApplyResult): Views => ({
  json: async () => (await import('../views/json/index.js')).renderApplyJson(result),
  html: async () => (await import('../views/html/index.js')).renderApplyHtml(result),
  markdown: async () => (await import('../views/markdown/index.js')).renderApplyMarkdown(result),
});

export const historyViewsOf = (result: HistoryResult): Required<Omit<Views, 'junit'>> => ({
  json: async () => (await import('../views/json/index.js')).renderHistoryJson(result),
  html: async () => (await import('../views/html/index.js')).renderHistoryHtml(result),
  markdown: async () => (await import('../views/markdown/index.js')).renderHistoryMarkdown(result),
});

/** Writes views and returns the paths of the files. @throws RecordingError when one cannot be written. */
export async function writeViews(recordingPath: string, views: Views, wanted: WantedViews, io: Io): Promise<string[]> {
  const folder = dirname(recordingPath);
  const all: [Wanted, string, (() => Promise<string>) | undefined][] = [
    [wanted.json, 'result.json', views.json],
    [wanted.html, 'report.html', views.html],
    [wanted.markdown, 'summary.md', views.markdown],
    [wanted.junit, 'junit.xml', views.junit],
  ];
  const written: string[] = [];
  for (const [want, usualName, render] of all) {
    if (want === undefined || want === false || render === undefined) continue;
    const text = await render();
    if (want === '-') io.stdout.write(text);
    else written.push(write(typeof want === 'string' ? want : join(folder, usualName), text));
  }
  return written;
}

function write(path: string, text: string): string {
  const isNew = !existsSync(path);
  try {
    writeFileSync(path, text);
    return path;
  } catch (error) {
    // The beginning of a result is none: whoever reads it next must not take it for one.
    if (isNew) rmSync(path, { force: true });
    const hint =
      'the recording is whole: make room or choose another place, then "kelvin report RECORDING" writes the views';
    throw RecordingError.unwritable(path, error, hint);
  }
}
