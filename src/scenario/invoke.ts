import type { InvokeWay } from '../units/index.js';
import type { Payload } from './payload.js';

/** Asynchronous payloads: Developer Guide, "Lambda quotas" (since October 2025). */
const MOST_OF_EVENT_MB = 1;

/** What is wrong with how payloads are to be sent, if anything is. */
export function invokeFault(invoke: InvokeWay | undefined, payloads: readonly Payload[]): string | undefined {
  if (invoke !== 'asynchronous') return undefined;
  const large = payloads.find(({ body }) => Buffer.byteLength(body) > MOST_OF_EVENT_MB * 1_048_576);
  if (large === undefined) return undefined;
  const size = Buffer.byteLength(large.body) / 1_048_576;
  return `${large.name} is ${size.toFixed(2)} MB long; expected at most 1 MB, which Lambda takes of an event`;
}
