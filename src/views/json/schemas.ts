import { z } from 'zod';
import {
  APPLY_RESULT_SCHEMA_VERSION,
  applyResultSchema,
  CHECK_RESULT_SCHEMA_VERSION,
  checkResultSchema,
  DIAGNOSIS_SCHEMA_VERSION,
  diagnosisSchema,
  HISTORY_RESULT_SCHEMA_VERSION,
  historyResultSchema,
  LOAD_RESULT_SCHEMA_VERSION,
  LOGS_RESULT_SCHEMA_VERSION,
  loadResultSchema,
  logsResultSchema,
  RESULT_SCHEMA_VERSION,
  resultSchema,
} from '../../analysis/index.js';
import { REPLAY_RESULT_SCHEMA_VERSION, replayResultSchema } from '../../explore/index.js';
import { priceBookSchema } from '../../pricing/index.js';
import {
  APPLY_RECORDING_SCHEMA_VERSION,
  applyHeaderSchema,
  applyLineSchema,
  CHECK_RECORDING_SCHEMA_VERSION,
  checkHeaderSchema,
  checkLineSchema,
  endSchema,
  headerSchema,
  LOAD_RECORDING_SCHEMA_VERSION,
  LOG_RECORDING_SCHEMA_VERSION,
  loadHeaderSchema,
  loadLineSchema,
  logHeaderSchema,
  logLineSchema,
  measurementSchema,
  provisionedVersionSchema,
  RECORDING_SCHEMA_VERSION,
} from '../../recording/index.js';
import { AWS_DIAGNOSIS_SCHEMA_VERSION, awsDiagnosisSchema } from './aws-diagnosis-schema.js';

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
  named(z.union([headerSchema, measurementSchema, provisionedVersionSchema, endSchema]), {
    id: `urn:kelvin:schema:recording-line:${RECORDING_SCHEMA_VERSION}`,
    title: 'Kelvin recording, one line',
    description: 'A recording holds one JSON object a line: a header, the measurements in order, and an end.',
  });

/** JSON Schema (draft 2020-12) of what `kelvin doctor --json` prints. */
export const diagnosisJsonSchema = (): JsonSchema =>
  named(diagnosisSchema, {
    id: `urn:kelvin:schema:diagnosis:${DIAGNOSIS_SCHEMA_VERSION}`,
    title: 'Kelvin diagnosis of a host',
    description:
      'What was measured of a host, and what of it can be trusted. Where there is no interval, its ends are null.',
  });

/** JSON Schema (draft 2020-12) of what `kelvin doctor --aws --json` prints. */
export const awsDiagnosisJsonSchema = (): JsonSchema =>
  named(awsDiagnosisSchema, {
    id: `urn:kelvin:schema:aws-diagnosis:${AWS_DIAGNOSIS_SCHEMA_VERSION}`,
    title: 'Kelvin diagnosis of access to AWS',
    description:
      'Who calls, where, and which of the permissions that each command needs are there. It holds no account id.',
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

/** JSON Schema (draft 2020-12) of the `result.json` of a load. */
export const loadResultJsonSchema = (): JsonSchema =>
  named(loadResultSchema, {
    id: `urn:kelvin:schema:load-result:${LOAD_RESULT_SCHEMA_VERSION}`,
    title: 'Kelvin load result',
    description: 'What Kelvin concludes of a load. Where a figure or an interval cannot be given, it is null.',
  });

/** JSON Schema (draft 2020-12) of one line of the recording of a load: a header first, at most one end at last. */
export const loadRecordingJsonSchema = (): JsonSchema =>
  named(z.union([loadHeaderSchema, loadLineSchema]), {
    id: `urn:kelvin:schema:load-recording-line:${LOAD_RECORDING_SCHEMA_VERSION}`,
    title: 'Kelvin recording of a load, one line',
    description:
      'A recording holds one JSON object a line: a header, then one load at each memory size (an arm), and an end.',
  });

/** JSON Schema (draft 2020-12) of the `result.json` of a check. */
export const checkResultJsonSchema = (): JsonSchema =>
  named(checkResultSchema, {
    id: `urn:kelvin:schema:check-result:${CHECK_RESULT_SCHEMA_VERSION}`,
    title: 'Kelvin check result',
    description:
      'What Kelvin concludes of a base and a head. Where a figure or an interval cannot be given, it is null.',
  });

/** JSON Schema (draft 2020-12) of one line of the recording of a check: a header first, at most one end at last. */
export const checkRecordingJsonSchema = (): JsonSchema =>
  named(z.union([checkHeaderSchema, checkLineSchema]), {
    id: `urn:kelvin:schema:check-recording-line:${CHECK_RECORDING_SCHEMA_VERSION}`,
    title: 'Kelvin recording of a check, one line',
    description:
      'A recording holds one JSON object a line: a header, the invocations of both sides in order, and an end.',
  });

/** JSON Schema (draft 2020-12) of the `result.json` of an application. */
export const applyResultJsonSchema = (): JsonSchema =>
  named(applyResultSchema, {
    id: `urn:kelvin:schema:apply-result:${APPLY_RESULT_SCHEMA_VERSION}`,
    title: 'Kelvin apply result',
    description: 'What was promised, what was measured of it afresh, and what was applied or rolled back.',
  });

/** JSON Schema (draft 2020-12) of one line of the recording of an application: a header first, at most one end at last. */
export const applyRecordingJsonSchema = (): JsonSchema =>
  named(z.union([applyHeaderSchema, applyLineSchema]), {
    id: `urn:kelvin:schema:apply-recording-line:${APPLY_RECORDING_SCHEMA_VERSION}`,
    title: 'Kelvin recording of an application, one line',
    description:
      'A recording holds one JSON object a line: a header, invocations of both sizes, the changes made, what was watched, and an end.',
  });

/** JSON Schema (draft 2020-12) of what `kelvin history --json` writes. */
export const historyResultJsonSchema = (): JsonSchema =>
  named(historyResultSchema, {
    id: `urn:kelvin:schema:history-result:${HISTORY_RESULT_SCHEMA_VERSION}`,
    title: 'Kelvin history result',
    description: 'What Kelvin reads out of many recordings. Where an interval cannot be given, its ends are null.',
  });

/** JSON Schema (draft 2020-12) of what `kelvin tune --replay --json` prints. */
export const replayResultJsonSchema = (): JsonSchema =>
  named(replayResultSchema, {
    id: `urn:kelvin:schema:replay-result:${REPLAY_RESULT_SCHEMA_VERSION}`,
    title: 'Kelvin replay result',
    description:
      'How ways of exploring did on recorded durations. Where an interval cannot be given, its ends are null.',
  });

/**
 * JSON Schema (draft 2020-12) of a file of one's own prices: a book, or what differs from a book that ships with Kelvin,
 * or a list of those.
 */
export function priceBookJsonSchema(): JsonSchema {
  const { $schema, $id, title, description, ...book } = named(priceBookSchema, {
    id: 'urn:kelvin:schema:price-book:1',
    title: 'Kelvin price book',
    description: 'Prices for kelvin --prices: a whole book, or with "extends" only what differs from one of Kelvin\'s.',
  });
  const { properties, ...partial } = withoutRequired(book) as { properties: JsonSchema };
  const base = { type: 'string', description: 'id of a book that ships with Kelvin' };
  const extension = { ...partial, properties: { extends: base, ...properties }, required: ['extends', 'id'] };
  const one = { anyOf: [{ $ref: '#/$defs/book' }, { $ref: '#/$defs/extension' }] };
  const $defs = { book, extension };
  return { $schema, $id, title, description, anyOf: [...one.anyOf, { type: 'array', items: one, minItems: 1 }], $defs };
}

/** The same, with no field asked for at any depth but inside lists, which replace those of the book below whole. */
function withoutRequired(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  const { required: _, ...rest } = schema as JsonSchema;
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'items' ? value : withoutRequired(value)]),
  );
}

/** The `$id` is a URN, as it names the format and is no address that anybody has to keep alive. */
function named(schema: z.ZodType, name: { id: string; title: string; description: string }): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  return { $schema, $id: name.id, title: name.title, description: name.description, ...rest };
}
