import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { Span } from '../effect.js';
import type { Invoke } from '../state.js';

/** Until the runtime began to respond, until it had, and until it asked for more ("Span", Telemetry API, read 2026-11). */
export function runtimeSpans({ deliveredAt, respondingAt, responded, runtimeDoneAt }: Invoke): readonly Span[] {
  if (respondingAt === undefined || responded === undefined) return [];
  const spans = [
    span('responseLatency', deliveredAt, respondingAt),
    span('responseDuration', respondingAt, responded.at),
  ];
  return runtimeDoneAt === undefined ? spans : [...spans, span('runtimeOverhead', responded.at, runtimeDoneAt)];
}

export function extensionOverhead({ extensions, runtimeDoneAt }: Invoke, now: Milliseconds): readonly Span[] {
  if (extensions.length === 0 || runtimeDoneAt === undefined) return [];
  return [span('extensionOverhead', runtimeDoneAt, now)];
}

const span = (name: Span['name'], startedAt: Milliseconds, until: Milliseconds): Span => ({
  name,
  startedAt,
  duration: milliseconds(until - startedAt),
});
