import { z } from 'zod';
import { findReport, isReport } from '../../../logs/index.js';
import { zMilliseconds } from '../../../recording/index.js';
import type { FreshVersion, FunctionUnderTest } from '../../../target/index.js';
import type { Megabytes, Milliseconds } from '../../../units/index.js';

const traceSchema = z.object({
  modules: z.array(
    z.object({
      name: z.string(),
      parent: z.number().int().nonnegative().nullable(),
      startMs: zMilliseconds,
      ownMs: zMilliseconds,
      bytes: z.number().int().nonnegative().nullable(),
      isAfterInit: z.literal(true).optional(),
    }),
  ),
  leftOut: z.number().int().nonnegative(),
  failure: z.string().nullish(),
  /** Of Node.js: whether ES modules could be told apart. */
  hasHooks: z.boolean().optional(),
  version: z.string(),
});

/** What one cold start has loaded. A parent stands before what it asks for. */
export interface Trace extends z.infer<typeof traceSchema> {
  readonly initDurationMs: Milliseconds | undefined;
}

/** @returns the reason where the copy answers with anything else */
export async function traceColdStart(
  copy: FunctionUnderTest,
  memorySizeMB: Megabytes,
  signal: AbortSignal,
): Promise<Trace | string> {
  const version = await copy.freshVersion(memorySizeMB, signal);
  try {
    return await traceOf(version, signal);
  } finally {
    await version.discard();
  }
}

async function traceOf(version: Pick<FreshVersion, 'invoke'>, signal: AbortSignal): Promise<Trace | string> {
  const raw = await version.invoke('{}', signal);
  signal.throwIfAborted();
  if (raw.kind !== 'answered') return 'message' in raw ? raw.message : raw.kind;
  if (raw.functionError !== undefined) return `it ended before it could tell (${messageIn(raw.payload)})`;
  const { data: trace } = traceSchema.safeParse(fieldsIn(raw.payload));
  if (trace === undefined) return 'it answered with something else than what it loads';
  if (trace.failure != null) return `its handler could not be loaded (${trace.failure})`;
  const report = findReport(raw.logTail, raw.requestId);
  return { ...trace, initDurationMs: isReport(report) ? report.initDurationMs : undefined };
}

function messageIn(payload: string): string {
  const parsed = z.object({ errorMessage: z.string() }).safeParse(fieldsIn(payload));
  return parsed.success ? (parsed.data.errorMessage.split('\n')[0] ?? '') : 'without a message';
}

function fieldsIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
