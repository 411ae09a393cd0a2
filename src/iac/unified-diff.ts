import { changedSpans, type Span } from './changed-spans.js';

/** Unchanged lines around a change, as `diff -u` and `git diff` show. */
const CONTEXT = 3;

/**
 * The change of one file as `git apply` and `patch -p1` take it. There is no `diff --git` line: with one `git apply`
 * would take the path from the top of the repository, without one from where the user stands, as `patch` does
 * (git-apply's `is_toplevel_relative`, apply.c, read 2026-11). Empty where nothing has changed.
 * @param path relative, with `/`
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const spans = changedSpans(old, now);
  if (spans.length === 0) return '';
  const hunks = inHunks(spans).map((hunk) => hunkText(hunk, old, now));
  return `--- ${nameInDiff('a', path)}\n+++ ${nameInDiff('b', path)}\n${hunks.join('')}`;
}

/** Each with its line end; the last one may have none. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Changes so near to each other that their context would touch are shown as one. */
function inHunks(spans: readonly Span[]): Span[][] {
  const hunks: Span[][] = [];
  for (const span of spans) {
    const last = hunks.at(-1)?.at(-1);
    if (last !== undefined && span.oldFrom - last.oldTo <= 2 * CONTEXT) hunks.at(-1)?.push(span);
    else hunks.push([span]);
  }
  return hunks;
}

function hunkText(spans: readonly Span[], old: readonly string[], now: readonly string[]): string {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return '';
  const from = Math.max(0, first.oldFrom - CONTEXT);
  const to = Math.min(old.length, last.oldTo + CONTEXT);
  const newFrom = first.newFrom - (first.oldFrom - from);
  const newTo = last.newTo + (to - last.oldTo);
  const lines: string[] = [];
  let at = from;
  for (const { oldFrom, oldTo, newFrom: put, newTo: until } of spans) {
    lines.push(...old.slice(at, oldFrom).map((line) => ` ${line}`));
    lines.push(
      ...old.slice(oldFrom, oldTo).map((line) => `-${line}`),
      ...now.slice(put, until).map((line) => `+${line}`),
    );
    at = oldTo;
  }
  lines.push(...old.slice(at, to).map((line) => ` ${line}`));
  const body = lines.map((line) => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`)).join('');
  return `@@ -${extent(from, to - from)} +${extent(newFrom, newTo - newFrom)} @@\n${body}`;
}

/** Of nothing the line before is named; a single line needs no count. */
function extent(from: number, count: number): string {
  if (count === 0) return `${from},0`;
  return count === 1 ? String(from + 1) : `${from + 1},${count}`;
}

/**
 * A name with a space needs a tab behind it, else its end is guessed; one with a quote, a backslash or a control
 * character is written as a C string (git's quote.c and GNU diff's c_escape_char).
 */
function nameInDiff(side: 'a' | 'b', path: string): string {
  const name = `${side}/${path}`;
  if (/["\\\p{Cc}]/u.test(name)) return `"${name.replaceAll(/["\\\p{Cc}]/gu, escaped)}"`;
  return name.includes(' ') ? `${name}\t` : name;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };
const escaped = (sign: string): string =>
  ESCAPES[sign] ?? `\\${(sign.codePointAt(0) ?? 0).toString(8).padStart(3, '0')}`;
