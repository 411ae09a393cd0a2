import { setTimeout as sleep } from 'node:timers/promises';
import { type CanaryResult, judgeCanary } from '../../analysis/index.js';
import type { ApplyHeader, Watched } from '../../recording/index.js';
import { type Connection, readTraffic } from '../../target/index.js';
import { epochMilliseconds, formatMilliseconds, milliseconds } from '../../units/index.js';

export interface CanaryParts {
  readonly connection: Connection;
  readonly header: ApplyHeader;
  readonly logGroup: string;
  readonly old: string;
  readonly new: string;
  readonly signal: AbortSignal;
  readonly onWatched: (watched: Watched) => void;
  readonly tell: (line: string) => void;
}

/** CloudWatch Logs shows an event some seconds after it was written; what comes later than this is not seen. */
const LOG_LAG_MS = 10_000;

/** Reads what both versions log, window by window, and ends at the first one that breaks the promise. */
export async function watchCanary(parts: CanaryParts): Promise<CanaryResult> {
  const { connection, header, signal, tell } = parts;
  const { canary } = header.apply;
  if (canary === undefined) throw new Error('there is no canary to watch');
  const lag = connection.kind === 'aws' ? LOG_LAG_MS : 0;
  const watched: Watched[] = [];
  const start = Date.now();
  const looks = Math.max(1, Math.round(canary.forMs / canary.windowMs));
  let found: CanaryResult | null = null;
  for (let look = 0; look < looks; look++) {
    const [from, to] = [look, look + 1].map((it) => epochMilliseconds(Math.round(start + (it * canary.forMs) / looks)));
    if (from === undefined || to === undefined) break;
    await sleep(Math.max(0, to + lag - Date.now()), undefined, { signal });
    const window = await readTraffic(connection, { ...parts, from, to }, signal);
    parts.onWatched(window);
    watched.push(window);
    found = judgeCanary(watched, header.apply);
    tell(`${formatMilliseconds(milliseconds(to - start))} of the canary: ${seen(window)}`);
    if (found?.verdict === 'broken') return found;
  }
  if (found === null) throw new Error('a canary has at least one window');
  return found;
}

const seen = ({ new: newer, old, trouble }: Watched): string =>
  trouble ??
  `version ${newer.version} had ${newer.invocations} invocations (${newer.failures} failed), version ${old.version} ${old.invocations} (${old.failures} failed)`;
