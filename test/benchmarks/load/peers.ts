import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Latencies in milliseconds, by a peer's own account. */
export interface PeerFigures {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** Requests that it accounts for, answered or not. */
  readonly requests: number;
}

export interface Load {
  readonly url: string;
  readonly perSecond: number;
  readonly seconds: number;
}

const CONNECTIONS = 50;

/** autocannon's rate mode, as its command line runs it. */
export async function autocannonRate({ url, perSecond, seconds }: Load): Promise<PeerFigures> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('autocannon')), 'autocannon.js');
  const args = [cli, '--json', '-R', `${perSecond}`, '-c', `${CONNECTIONS}`, '-d', `${seconds}`, url];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 16_777_216 });
  const { latency, '2xx': fine, non2xx, errors } = JSON.parse(stdout) as AutocannonResult;
  return { ...latency, requests: fine + non2xx + errors };
}

interface AutocannonResult {
  readonly latency: { readonly p50: number; readonly p90: number; readonly p99: number };
  readonly '2xx': number;
  readonly non2xx: number;
  readonly errors: number;
}

/**
 * wrk, which has no rate: each of its connections waits for its answer before it asks again.
 * @returns nothing where it is not installed (`apt-get install wrk`)
 */
export async function wrk({ url, seconds }: Load): Promise<PeerFigures | undefined> {
  try {
    const { stdout } = await run('wrk', ['-t', '1', '-c', '4', '-d', `${seconds}s`, '--latency', url]);
    const at = (percent: number): number => milliseconds(new RegExp(`^ +${percent}% +(\\S+)$`, 'm').exec(stdout)?.[1]);
    const requests = Number(/(\d+) requests in/.exec(stdout)?.[1] ?? Number.NaN);
    return { p50: at(50), p90: at(90), p99: at(99), requests };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

function milliseconds(text = ''): number {
  const match = /^([\d.]+)([a-z]+)$/.exec(text);
  return match === null ? Number.NaN : Number(match[1]) * (UNITS[match[2] ?? ''] ?? Number.NaN);
}
