import type { Payload } from './payload.js';

/** Synchronous payloads: Developer Guide, "Lambda quotas". */
export const MAX_PAYLOAD_MB = 6;

/** What is wrong with the text of a payload, if anything is. */
export function bodyFault(body: string): string | undefined {
  try {
    JSON.parse(body);
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : error}; expected JSON`;
  }
  const size = Buffer.byteLength(body) / 1_048_576;
  return size <= MAX_PAYLOAD_MB ? undefined : `${size.toFixed(2)} MB long; expected at most 6 MB, which Lambda takes`;
}

/** What YAML can hold and JSON cannot: such numbers would be sent as null in silence, and an alias may hold itself. */
export function jsonFault(value: unknown, above: readonly unknown[] = []): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'holds an infinity or no number at all';
  if (typeof value !== 'object' || value === null) return undefined;
  if (above.includes(value)) return 'holds itself';
  for (const part of Object.values(value)) {
    const fault = jsonFault(part, [...above, value]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Indexes of the payloads whose name an earlier one has: results would mix them up. */
export const repeatedNames = (payloads: readonly Pick<Payload, 'name'>[]): readonly number[] =>
  payloads.flatMap(({ name }, index) => (payloads.findIndex((it) => it.name === name) < index ? [index] : []));
