import type { z } from 'zod';
import { fieldsOf } from './fields.js';
import { fileLines } from './file-lines.js';
import type { UnreadableLine } from './recording.js';

export interface ReadLines<Header, Line> {
  readonly header: Header;
  readonly lines: readonly Line[];
  readonly unreadable: readonly UnreadableLine[];
}

/**
 * Reads a recording line by line, the header first. What is no line of it is kept with its number and the reason.
 * @param headerOf throws where the first line is no header
 */
export function readLines<Header, Schema extends z.ZodType>(
  path: string,
  headerOf: (path: string, text: string) => Header,
  schema: Schema,
): ReadLines<Header, z.infer<Schema>> {
  let header: Header | undefined;
  const lines: z.infer<Schema>[] = [];
  const unreadable: UnreadableLine[] = [];
  for (const { text, number } of fileLines(path)) {
    if (number === 1) header = headerOf(path, text);
    if (number === 1 || text === '') continue;
    const value = fieldsOf(text);
    const parsed = value === undefined ? undefined : schema.safeParse(value);
    if (parsed?.success === true) lines.push(parsed.data);
    else unreadable.push({ lineNumber: number, reason: reasonOf(parsed?.error) });
  }
  return { header: header ?? headerOf(path, ''), lines, unreadable };
}

function reasonOf(error: z.ZodError | undefined): string {
  if (error === undefined) return 'is not whole JSON';
  const issue = error.issues[0];
  return `${issue?.path.join('.') || 'record'}: ${issue?.message ?? 'unreadable'}`;
}
