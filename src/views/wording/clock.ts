import type { Milliseconds } from '../../units/index.js';

/** `45 s`, `3 min 20 s`, `1 h 05 min`: a clock's steps, because an estimate to three digits would claim too much. */
export function formatClock(span: Milliseconds): string {
  const seconds = Math.round(span / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
