/** From one to the other, as far as it is known before anything has run. */
export interface Span<Value extends number> {
  readonly low: Value;
  readonly high: Value;
}

export function spanOf<Value extends number>({ low, high }: Span<Value>, format: (value: Value) => string): string {
  const [from, to] = [format(low), format(high)];
  return from === to ? to : `${from} to ${to}`;
}

/** A round figure, as it was assumed. */
export const assumedTime = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`);

/** In steps of 10 s below two minutes: an estimate to the second would claim too much. */
export function aboutTime(ms: number): string {
  const seconds = Math.max(10, Math.ceil(ms / 10_000) * 10);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(ms / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
