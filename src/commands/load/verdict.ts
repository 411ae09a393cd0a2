import type { LoadResult } from '../../analysis/index.js';
import { formatMegabytes, type Megabytes } from '../../units/index.js';
import { verdictLine } from '../../views/terminal/index.js';
import type { Exit } from '../exit-code.js';

/** How a load ended for whoever runs it in CI, and what to name there. */
export interface LoadVerdict {
  readonly exit: Exit;
  /** One line each: a threshold that is missed, or why nothing can be said. */
  readonly reasons: readonly string[];
}

/** A missed threshold counts before one that is undecided: it is missed whatever that one would have been. */
export function verdictOf({ arms, thresholds }: LoadResult): LoadVerdict {
  const missed = thresholds.filter((it) => it.verdict === 'missed');
  if (missed.length > 0) return { exit: 'threshold', reasons: missed.map((it) => `missed: ${verdictLine(it)}`) };
  if (arms.every((it) => it.status === 'failed')) return { exit: 'failed', reasons: failures(arms) };
  const limited = arms
    .filter((it) => it.status === 'generator-limited')
    .map((it) => `Kelvin was the bottleneck${at(it.memorySizeMB)}: ${it.statusNote ?? 'no latency can be claimed'}`);
  const undecided = thresholds.filter((it) => it.verdict === 'undecided').map((it) => `undecided: ${verdictLine(it)}`);
  const reasons = [...limited, ...undecided];
  return { exit: reasons.length > 0 ? 'inconclusive' : 'ok', reasons };
}

const failures = (arms: LoadResult['arms']): readonly string[] =>
  arms.length === 0
    ? ['nothing was measured']
    : arms.map((it) => `the load failed${at(it.memorySizeMB)}: ${it.statusNote ?? 'nothing was answered'}`);

const at = (memorySizeMB: Megabytes | null): string =>
  memorySizeMB === null ? '' : ` at ${formatMegabytes(memorySizeMB)}`;
