import type { z } from 'zod';
import { RecordingError } from './error.js';
import { fieldsOf } from './fields.js';

/** Of a kind of recording that has a command of its own. */
export interface HeaderKind<Header> {
  readonly schema: z.ZodType<Header>;
  readonly version: number;
  /** `a load` */
  readonly name: string;
  /** `kelvin load` */
  readonly command: string;
}

/** What the first line lacks, or that it is none of a recording at all. */
export function faultOf({ issues: [issue] }: z.ZodError): string {
  if (issue === undefined || issue.path.length === 0) return 'it is no JSON object';
  return `${issue.path.join('.')}: ${issue.message}`;
}

/** The first line of a recording. @throws RecordingError where it is none, or of a newer Kelvin. */
export function readHeader<Header>(path: string, text: string, kind: HeaderKind<Header>): Header {
  const value = fieldsOf(text);
  const parsed = kind.schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const version = value?.schemaVersion;
  const newer = typeof version === 'number' && version > kind.version;
  const at = `line 1: ${faultOf(parsed.error)}`;
  throw new RecordingError(
    path,
    'read',
    newer ? `has schemaVersion ${version}, newer than ${kind.version}` : `is no recording of ${kind.name}: ${at}`,
    newer ? 'update Kelvin' : `name the recording.jsonl that "${kind.command}" has written`,
  );
}
