import { readFileSync } from 'node:fs';
import { type Milliseconds, milliseconds } from '../../../units/index.js';

/** /proc/uptime counts hundredths of a second: two of it are up to this far apart where nothing was late. */
const RESOLUTION_MS = 20;

/**
 * How long ago something was, by the host's uptime that it told: an emulator that has other work to do hears of it late, and
 * what is counted from then on would be too short. On a busy host an INIT of 60 ms was 6 so (2026-11).
 *
 * @param uptime seconds since the host's start, as /proc/uptime has them
 * @param file where they are now
 * @returns to within a hundredth of a second; nothing where it cannot be told from none, or is not known
 */
export function latenessSince(uptime: string | undefined, file = '/proc/uptime'): Milliseconds {
  const then = Number.parseFloat(uptime ?? '');
  if (!Number.isFinite(then)) return milliseconds(0);
  const lateMs = (Number.parseFloat(readFileSync(file, 'utf8')) - then) * 1000;
  return milliseconds(lateMs > RESOLUTION_MS ? lateMs : 0);
}
