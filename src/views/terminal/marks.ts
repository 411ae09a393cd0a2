import type { Result, SizeResult } from '../../analysis/index.js';
import { formatMegabytes } from '../../units/index.js';
import { failureText, roleOf } from '../wording/index.js';
import { clean, type Tone } from './layout/index.js';

export type Standing = 'recommended' | 'tied' | 'failed' | 'disturbed' | 'unmeasured' | 'measured';

/** What the result says of a size as a whole. */
export function standingOf(size: SizeResult, result: Result): Standing {
  if (size.status !== 'measured') return size.status;
  const role = roleOf(result, size);
  return role === 'other' ? 'measured' : role;
}

const SYMBOLS: Readonly<Record<Standing, string>> = {
  recommended: '★',
  tied: '≈',
  failed: '✗',
  disturbed: '~',
  unmeasured: '·',
  measured: ' ',
};

export const TONES: Readonly<Record<Standing, Tone>> = {
  recommended: 'good',
  tied: 'tied',
  failed: 'bad',
  disturbed: 'warn',
  unmeasured: 'quiet',
  measured: 'plain',
};

export const CAPPED = '†';

/** `★ 1,024 MB†`: the dagger has its own cell, so that the sizes stay in line. */
export const sizeLabel = (size: SizeResult, result: Result): string =>
  `${SYMBOLS[standingOf(size, result)]} ${formatMegabytes(size.memorySizeMB).padStart(8)}${size.capped ? CAPPED : ' '}`;

/** What the symbols mean, only those that are on the screen. */
export function legend(result: Result): string {
  const standings = new Set(result.sizes.map((size) => standingOf(size, result)));
  return [
    standings.has('recommended') && '★ recommended',
    standings.has('tied') && '≈ tied',
    standings.has('failed') && '✗ failed, left out',
    standings.has('disturbed') && '~ disturbed by the host, left out',
    standings.has('unmeasured') && '· not measured',
  ]
    .filter((it) => typeof it === 'string')
    .join('  ');
}

export const cappedNote = (result: Result): string | undefined =>
  result.sizes.some((size) => size.capped)
    ? `${CAPPED} too few host cores for this size: AWS may be faster`
    : undefined;

/** AWS begins a crash's message with its request, which would push the reason out of a table cell. */
const withoutRequestId = (message: string): string => message.replace(/^RequestId: \S+ (?:Error: )?/, '');

/** In one table cell: the most frequent failure and how it began. */
export function worstFailure(size: SizeResult): string {
  const [worst] = size.failures;
  if (worst === undefined) return 'failed';
  return clean(failureText(size, { ...worst, message: withoutRequestId(clean(worst.message)) }));
}
