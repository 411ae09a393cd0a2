import { z } from 'zod';
import { ARCHITECTURES } from '../../pricing/index.js';
import { headerSchema, pricesSchema } from '../header.js';

/** Raised when a reader of the old version would misread the new one. */
export const LOG_RECORDING_SCHEMA_VERSION = 1;

export const logHeaderSchema = z.object({
  type: z.literal('header'),
  schemaVersion: z.literal(LOG_RECORDING_SCHEMA_VERSION),
  kind: z.literal('logs').describe('tells it from the recording of a run'),
  tool: headerSchema.shape.tool,
  startedAt: headerSchema.shape.startedAt,
  sources: z.array(z.string()).describe('as they were named, without account ids; - is standard input'),
  region: z.string().nullable().describe('where the functions ran; null when neither option nor log group says it'),
  architecture: z.enum(ARCHITECTURES).describe('for the prices; a log does not say it'),
  ownBook: pricesSchema.shape.ownBook,
  asked: z
    .object({
      logGroup: z.string().optional(),
      start: z.number().optional().describe('milliseconds since 1970-01-01Z'),
      end: z.number().optional().describe('milliseconds since 1970-01-01Z'),
      architecture: z.boolean().describe('whether the architecture was named, or assumed'),
    })
    .describe('what was asked for'),
});

/** First line of the recording of a log: what was read, and by which prices. */
export type LogHeader = z.infer<typeof logHeaderSchema>;
