import { type PriceBook, youngerThan } from '../../pricing/index.js';
import { formatMegabytes, formatMilliseconds } from '../../units/index.js';
import type { Account } from './account.js';
import type { PricedFunction } from './function-usage.js';
import type { Recorded } from './recorded.js';

/** `1,536 MB x86_64, 3,000,000 requests`, and how many functions more. */
export function nameOf([first, ...others]: readonly PricedFunction[]): string {
  if (first === undefined) return '';
  const { architecture, memorySizeMB } = first.shape;
  const requests = first.invocations > 0 ? [`${Math.round(first.invocations).toLocaleString('en-US')} requests`] : [];
  const size = memorySizeMB === undefined ? [] : [`${formatMegabytes(memorySizeMB)} ${architecture}`];
  const more = others.length === 0 ? [] : [`${others.length} more ${others.length === 1 ? 'function' : 'functions'}`];
  return [...size, ...requests, ...more].join(', ');
}

/** What was taken for granted, so that nobody reads more into a bill than is in it. */
export function notesOf(
  functions: readonly PricedFunction[],
  account: Account,
  book: PriceBook,
  recorded: Recorded | undefined,
): string[] {
  const younger = account.asOf === undefined ? undefined : youngerThan(book, account.asOf);
  return [
    ...functions.flatMap(({ notes }) => notes),
    ...measuredNotes(functions[0]),
    ...freeTierNotes(functions, account),
    ...(younger === undefined ? [] : [`${younger}.`]),
    ...(recorded?.isSimulated === true
      ? ['Billed Durations of this recording hold simulated noise of slower hosts (--platform-noise).']
      : []),
    ...(recorded !== undefined && account.asOf !== undefined
      ? [`Billed Durations stay those of the recording; only the prices are of ${account.asOf}.`]
      : []),
  ];
}

function measuredNotes(first: PricedFunction | undefined): string[] {
  if (first?.measured === undefined) return [];
  const { n, mean, note } = first.measured;
  const why = note === undefined ? '' : ` No interval: ${note}.`;
  return [`Mean Billed Duration ${formatMilliseconds(mean)}, measured over ${n} invocations.${why}`];
}

function freeTierNotes(functions: readonly PricedFunction[], { terms: { freeTier } }: Account): string[] {
  if (freeTier === undefined || functions.every(({ usage }) => usage.provisioned === undefined)) return [];
  return freeTier.withProvisioned
    ? ['The free tier is subtracted from functions with provisioned concurrency too, against its rule.']
    : ['The free tier does not apply to functions with provisioned concurrency.'];
}
