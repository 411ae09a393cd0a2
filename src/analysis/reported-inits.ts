import type { FoundInit, Header } from '../recording/index.js';
import { quantilesOf } from './quantiles.js';
import type { ReportedInits } from './reported-inits-schema.js';

type Init = Extract<FoundInit, { kind: 'init-report' }>;

/** All that was found, by type and phase; undefined where nothing was looked for. */
export function reportedInitsOf(
  found: readonly FoundInit[],
  fn: Pick<Header['function'], 'snapStart' | 'provisionedConcurrency'>,
): ReportedInits | undefined {
  if (found.length === 0) return undefined;
  const kinds = new Map<string, Init[]>();
  for (const init of found) {
    if (init.kind === 'missing') continue;
    const key = JSON.stringify([typeOf(init, fn), init.phase ?? null]);
    kinds.set(key, [...(kinds.get(key) ?? []), init]);
  }
  const missing = found.flatMap((it) => (it.kind === 'missing' ? [it.reason] : []));
  const [reason] = missing;
  return {
    kinds: [...kinds.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, inits]) => kindOf(inits, fn)),
    ...(reason === undefined ? {} : { missing: { count: missing.length, reason } }),
  };
}

function kindOf(inits: readonly Init[], fn: Parameters<typeof reportedInitsOf>[1]): ReportedInits['kinds'][number] {
  const failed = inits.filter(hasFailed);
  const [first] = inits;
  const errorType = failed.find((it) => it.errorType !== undefined)?.errorType;
  // Each is of an environment of its own.
  const good = inits
    .filter((it) => !hasFailed(it))
    .map((it, block) => ({ ...it, durationMs: it.initDurationMs, block }));
  return {
    initializationType: first === undefined ? null : typeOf(first, fn),
    phase: first?.phase ?? null,
    n: inits.length,
    failed: failed.length,
    ...(errorType === undefined ? {} : { errorType }),
    durationMs: quantilesOf(good, (it) => it.durationMs),
  };
}

const hasFailed = ({ status, errorType }: Init): boolean =>
  errorType !== undefined || (status !== undefined && status !== 'success');

/**
 * Text logs do not print it. On demand they have an INIT_REPORT of a failure alone (facts/lambda.md 2.2), so that one which
 * went well is of what the function has.
 */
function typeOf(
  init: Init,
  { snapStart, provisionedConcurrency }: Parameters<typeof reportedInitsOf>[1],
): string | null {
  if (init.initializationType !== undefined) return init.initializationType;
  if (hasFailed(init)) return null;
  if (snapStart !== undefined) return 'snap-start';
  return provisionedConcurrency === undefined ? null : 'provisioned-concurrency';
}
