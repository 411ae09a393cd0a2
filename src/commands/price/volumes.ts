import { type DurableUsage, type FunctionUsage, storedGbMonths, streamedGbOf } from '../../pricing/index.js';
import { megabytes } from '../../units/index.js';
import type { FieldReader } from './field-reader.js';
import { COUNT, DAYS, GB_MONTHS, SIZE } from './values.js';

/** What a function moves and writes: streamed responses, logs, data transfer out. Sizes are read in MB, billed in GB. */
export function volumes(reader: FieldReader, invocations: number): Partial<FunctionUsage> {
  const response = reader.read('response-size', SIZE);
  const streamed = reader.read('streamed', SIZE);
  const perLog = reader.read('log-bytes', SIZE);
  const logs = reader.read('logs', SIZE);
  return {
    streamedGb: response === undefined ? (streamed ?? 0) / 1024 : streamedGbOf(invocations, megabytes(response)),
    logsGb: ((perLog ?? 0) * invocations + (logs ?? 0)) / 1024,
    transferOutGb: (reader.read('transfer-out', SIZE) ?? 0) / 1024,
  };
}

/** How long AWS keeps the data of a completed execution unless it is told otherwise. */
const DEFAULT_RETENTION_DAYS = 14;

/** Operations, GB written and GB-months kept; what was not typed is not used. */
export function durableUsage(reader: FieldReader): { durable?: DurableUsage } {
  const operations = reader.read('durable-operations', COUNT);
  const written = reader.read('durable-written', SIZE);
  const stored = reader.read('durable-stored', GB_MONTHS);
  const days = reader.read('durable-days', DAYS) ?? DEFAULT_RETENTION_DAYS;
  if (operations === undefined && written === undefined && stored === undefined) return {};
  const writtenGb = (written ?? 0) / 1024;
  return {
    durable: {
      operations: operations ?? 0,
      writtenGb,
      storedGbMonths: stored ?? storedGbMonths(writtenGb, days),
    },
  };
}
