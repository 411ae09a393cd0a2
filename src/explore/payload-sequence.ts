/** The golden ratio's fraction: its multiples modulo 1 fill the unit interval most evenly (Weyl 1916). */
const GOLDEN = 0.618_033_988_749_894_9;

/**
 * Which payload each invocation gets: those from number `from` on. An even sequence instead of dice keeps the weights
 * in every stretch of it, and all sizes get the same one, so that they are compared over the same work.
 */
export function payloadSequence(
  payloads: readonly { readonly name: string; readonly weight: number }[],
  seed: number,
  from: number,
  count: number,
): string[] {
  const total = payloads.reduce((sum, { weight }) => sum + weight, 0);
  const start = (seed % 1_000) / 1_000;
  return Array.from({ length: count }, (_, index) => {
    let left = ((start + (from + index) * GOLDEN) % 1) * total;
    const chosen = payloads.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    return (chosen ?? payloads[payloads.length - 1])?.name ?? '';
  });
}
