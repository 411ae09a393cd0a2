import { type Milliseconds, milliseconds } from '../../units/index.js';

/** To the decimals that a log format prints: 2 in text, 3 in JSON (real lines of both, read 2026-11). */
export function rounded(span: Milliseconds, decimals: 2 | 3): Milliseconds {
  const scale = decimals === 2 ? 100 : 1000;
  return milliseconds(Math.round(span * scale) / scale);
}
