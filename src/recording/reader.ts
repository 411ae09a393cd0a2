import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { RecordingError } from './error.js';
import { type Header, headerSchema, RECORDING_SCHEMA_VERSION } from './header.js';
import { kindOf } from './kind.js';
import { type End, endSchema, type Measurement, measurementSchema } from './measurement.js';
import { latestOfEach, type ProvisionedVersionLine, provisionedVersionSchema } from './provisioned-version.js';
import { faultOf } from './read-header.js';
import type { Recording, UnreadableLine } from './recording.js';
import { type ReportedInit, reportedInitSchema } from './reported-init.js';

const lineSchema = z.discriminatedUnion('type', [
  measurementSchema,
  provisionedVersionSchema,
  reportedInitSchema,
  endSchema,
]);

/**
 * Reads a recording, whether its run ended in order, was killed or still goes on: the last line may be torn. A line
 * that is no record is kept as unreadable and counted. @throws RecordingError without a readable header.
 */
export function readRecording(path: string): Recording {
  const [first = '', ...lines] = textOf(path).split('\n');
  const header = parseHeader(path, first);
  const measurements: Measurement[] = [];
  const provisioned: ProvisionedVersionLine[] = [];
  const inits: ReportedInit[] = [];
  const unreadable: UnreadableLine[] = [];
  let end: End | undefined;
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const record = parseLine(line);
    if (typeof record === 'string') unreadable.push({ lineNumber: index + 2, reason: record });
    else if (record.type === 'measurement') measurements.push(record);
    else if (record.type === 'provisioned') provisioned.push(record);
    else if (record.type === 'init') inits.push(record);
    else end = record;
  }
  return {
    header,
    measurements,
    ...(provisioned.length === 0 ? {} : { provisioned: latestOfEach(provisioned) }),
    ...(inits.length === 0 ? {} : { inits }),
    unreadable,
    ...(end === undefined ? {} : { end }),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const problem =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new RecordingError(path, 'read', problem, 'name the recording.jsonl that a run has written');
  }
}

function parseHeader(path: string, line: string): Header {
  const kind = kindOf(line);
  if (kind !== 'run') {
    const what = { logs: 'a log', load: 'a load', check: 'a check', apply: 'an application' }[kind];
    const problem = `is the recording of ${what}, and that of a run is needed`;
    throw new RecordingError(path, 'read', problem, `"kelvin report" makes the views of ${what}`);
  }
  const parsed = headerSchema.safeParse(json(line));
  if (parsed.success) return parsed.data;
  const version = (json(line) as { schemaVersion?: unknown } | undefined)?.schemaVersion;
  if (typeof version === 'number' && version > RECORDING_SCHEMA_VERSION) {
    throw new RecordingError(
      path,
      'read',
      `has schemaVersion ${version}, newer than ${RECORDING_SCHEMA_VERSION}`,
      'update Kelvin',
    );
  }
  throw new RecordingError(
    path,
    'read',
    `is no recording: line 1: ${faultOf(parsed.error)}`,
    'name the recording.jsonl that a run has written',
  );
}

function parseLine(line: string): z.infer<typeof lineSchema> | string {
  const value = json(line);
  if (value === undefined) return 'is not whole JSON';
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `${issue?.path.join('.') || 'record'}: ${issue?.message ?? 'unreadable'}`;
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
