import type { SizeResult, Warning } from '../result-schema.js';
import { sizeNames } from '../size-name.js';
import { type Findings, warnIf } from './findings.js';

/** About single sizes, gathered so that one cause is one warning. */
export function sizeWarnings({ sizes, book, recording: { header } }: Findings): Warning[] {
  const where = (wanted: (size: SizeResult) => boolean): SizeResult[] => sizes.filter(wanted);
  const list = (some: readonly SizeResult[]): string => sizeNames({ sizes }, some);
  const failed = where((it) => it.status === 'failed');
  const someFailures = where((it) => it.status === 'measured' && it.failures.length > 0);
  const capped = where((it) => it.capped && it.status === 'measured');
  const explores = header.scenario.exploration !== undefined;
  const thin = where((it) => !explores && it.status === 'measured' && (it.warm.durationMs?.low ?? null) === null);
  const coldCounts = header.scenario.coldShareRatio > 0;
  const unpriced = where(
    (it) =>
      (it.costPerMillionUsd === null || it.costPerMonthUsd === null) &&
      it.status === 'measured' &&
      it.warm.billedDurationMs !== null &&
      (!coldCounts || it.cold.n > 0),
  );
  const isMonthly = header.scenario.strategy.kind === 'monthly';
  const failures = failed.flatMap((it) => it.failures.slice(0, 1).map((first) => first.errorType ?? first.kind));
  return [
    ...warnIf(
      failed.length > 0 && failed.length < sizes.length,
      'sizes-failed',
      `${list(failed)} failed (${[...new Set(failures)].join(', ')}) and ${failed.length === 1 ? 'is' : 'are'} left out of the recommendation`,
      'a failure at small sizes often means too little memory or too short a timeout there',
    ),
    ...warnIf(
      someFailures.length > 0,
      'some-failures',
      `some invocations failed at ${list(someFailures)}; they are in no figure`,
      'see which and how many: a rare failure is a finding too',
    ),
    ...warnIf(
      capped.length > 0,
      'sizes-capped',
      `${list(capped)} ${capped.length === 1 ? 'is' : 'are'} due more cores than this host has: multi-threaded code would be faster on AWS`,
      'single-threaded code is not affected above 1,769 MB',
    ),
    ...warnIf(
      unpriced.length > 0,
      'tier-not-priced',
      `${list(unpriced)}: ${isMonthly ? 'a month of so many requests goes' : 'a million invocations go'} beyond the last tier that the price book ${book.id} knows, so there is no cost`,
      `read AWS's list with "kelvin price-book update --region ${book.region}", and name the file with --prices`,
    ),
    ...warnIf(
      thin.length > 0,
      'few-measurements',
      `${list(thin)}: fewer than 6 warm measurements, so there is no 95 % interval`,
      'measure more with --warm',
    ),
  ];
}
