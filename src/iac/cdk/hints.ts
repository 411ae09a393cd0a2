import { lineOf, type Note, type SourceFile } from '../source-file.js';

/** `memorySize: 512`, `memory_size=512`, `.memorySize(512)`, `MemorySize = 512`, `MemorySize: jsii.Number(512)`. */
const WRITTEN = /\bmemory_?size\b\s*(?:[:=(]\s*)(?:jsii\.Number\()?\s*["']?[\w.]+/gi;
const SOURCE = /\.(?:[cm]?[jt]s|py|java|kt|cs|go)$/;
/** More than these help nobody. */
const MOST = 10;

/** Where source code sets a memory size, for the user to look at: what it belongs to is not worked out. */
export function memorySizeHints(files: readonly SourceFile[]): Note[] {
  return files
    .filter(({ path }) => SOURCE.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(WRITTEN)].map((found) => ({
        path,
        line: lineOf(text, found.index),
        text: `a memory size is set here: ${found[0]}`,
      })),
    )
    .slice(0, MOST);
}
