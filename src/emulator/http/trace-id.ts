import { randomUUID } from 'node:crypto';
import type { EpochMilliseconds } from '../../units/index.js';

/** `Root=1-67891233-abcdef012345678912345678`: the trace of a request that belongs to none yet (X-Ray, "Tracing header"). */
export function newTraceRoot(now: EpochMilliseconds): string {
  const seconds = Math.floor(now / 1000).toString(16);
  return `Root=1-${seconds}-${randomHex(24)}`;
}

/** What the function is told: which segment of the trace it belongs to, and that nobody samples it unless somebody does. */
export function traceOfInvocation(header: string): string {
  const parent = /(^|;) *Parent=/i.test(header) ? '' : `;Parent=${randomHex(16)}`;
  const sampled = /(^|;) *Sampled=/i.test(header) ? '' : ';Sampled=0';
  return `${header}${parent}${sampled}`;
}

/** The end of a random UUID, as Node.js makes many of those at a time and random bytes one by one. */
const randomHex = (digits: number): string => randomUUID().replaceAll('-', '').slice(-digits);
