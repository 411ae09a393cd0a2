import { z } from 'zod';
import {
  LOGS_RESULT_SCHEMA_VERSION,
  logsResultSchema,
  RESULT_SCHEMA_VERSION,
  resultSchema,
} from '../../analysis/index.js';
import {
  endSchema,
  headerSchema,
  LOG_RECORDING_SCHEMA_VERSION,
  logHeaderSchema,
  logLineSchema,
  measurementSchema,
  RECORDING_SCHEMA_VERSION,
} from '../../recording/index.js';

/** A JSON Schema is data: printed to a file, or handed to a validator. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema (draft 2020-12) of `result.json`. */
export const resultJsonSchema = (): JsonSchema =>
  named(resultSchema, {
    id: `urn:kelvin:schema:result:${RESULT_SCHEMA_VERSION}`,
    title: 'Kelvin result',
    description: 'What Kelvin concludes of a recording. Where an interval cannot be given, its ends are null.',
  });

/** JSON Schema (draft 2020-12) of one line of a recording: a header first, then measurements, then at most one end. */
export const recordingJsonSchema = (): JsonSchema =>
  named(z.union([headerSchema, measurementSchema, endSchema]), {
    id: `urn:kelvin:schema:recording-line:${RECORDING_SCHEMA_VERSION}`,
    title: 'Kelvin recording, one line',
    description: 'A recording holds one JSON object a line: a header, the measurements in order, and an end.',
  });

/** JSON Schema (draft 2020-12) of the `result.json` of a log. */
export const logsResultJsonSchema = (): JsonSchema =>
  named(logsResultSchema, {
    id: `urn:kelvin:schema:logs-result:${LOGS_RESULT_SCHEMA_VERSION}`,
    title: 'Kelvin logs result',
    description: 'What Kelvin concludes of a log. Where an interval cannot be given, its ends are null.',
  });

/** JSON Schema (draft 2020-12) of one line of the recording of a log: a header first, at last an end. */
export const logRecordingJsonSchema = (): JsonSchema =>
  named(z.union([logHeaderSchema, logLineSchema]), {
    id: `urn:kelvin:schema:log-recording-line:${LOG_RECORDING_SCHEMA_VERSION}`,
    title: 'Kelvin recording of a log, one line',
    description: 'A recording holds one JSON object a line: a header, what was read in order, and an end.',
  });

/** The `$id` is a URN, as it names the format and is no address that anybody has to keep alive. */
function named(schema: z.ZodType, name: { id: string; title: string; description: string }): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  return { $schema, $id: name.id, title: name.title, description: name.description, ...rest };
}
