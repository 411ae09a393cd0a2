import { startKind, TOLERATED_DELAY_RATIO } from '../../recording/index.js';
import { type Contrast, higherByChance, quantile, sampleOf } from '../../statistics/index.js';
import { formatRatio } from '../../units/index.js';
import { isLeftOut } from '../arms.js';
import type { SizeResult, Warning } from '../result-schema.js';
import { sizeName } from '../size-name.js';
import { type Findings, warnIf } from './findings.js';

/** Of either side: ranks of fewer can hardly be less likely than `CHANCE`. */
const FEWEST = 5;
/** That the result is doubted for nothing, in one run of a hundred that leave something out. */
const CHANCE = 0.01;

interface Compared {
  readonly size: SizeResult;
  readonly kind: 'cold' | 'warm';
  readonly strata: readonly Contrast[];
}

/**
 * Whether those that were left out had more to do than those that are kept: then the figures are of the lighter part of
 * the function's work. It is their CPU time that tells, which waiting does not lengthen, by rank and by payload.
 */
export function selectionWarnings(findings: Findings, hint: string): Warning[] {
  const all = findings.sizes.flatMap((size) => [
    comparedOf(findings, size, 'cold'),
    comparedOf(findings, size, 'warm'),
  ]);
  const tellable = all.filter(
    ({ strata }) => count(strata, ({ ones }) => ones) >= FEWEST && count(strata, ({ others }) => others) >= FEWEST,
  );
  const biased = tellable.filter(
    ({ strata }) => higherByChance(strata) < CHANCE / tellable.length && moreThanKept(strata) > TOLERATED_DELAY_RATIO,
  );
  return warnIf(
    biased.length > 0,
    'selection-biased',
    `those that were left out had more to do than those that are kept (${biased.map((it) => about(findings, it)).join('; ')}): either the figures are of the lighter invocations, or the other work has slowed the CPU itself`,
    hint,
  );
}

function comparedOf({ recording }: Findings, size: SizeResult, kind: Compared['kind']): Compared {
  const byPayload = new Map<string, { ones: number[]; others: number[] }>();
  for (const it of recording.measurements) {
    const { memorySizeMB, architecture, outcome, host } = it;
    if (memorySizeMB !== size.memorySizeMB || architecture !== size.architecture) continue;
    if (outcome.kind !== 'completed' || host === undefined || startKind(outcome.report) !== kind) continue;
    const stratum = byPayload.get(it.payload) ?? { ones: [], others: [] };
    byPayload.set(it.payload, stratum);
    (isLeftOut(it) ? stratum.ones : stratum.others).push(host.cpuTimeMs);
  }
  const strata = [...byPayload.values()].filter(({ ones, others }) => ones.length > 0 && others.length > 0);
  return { size, kind, strata };
}

const count = (strata: readonly Contrast[], of: (it: Contrast) => readonly number[]): number =>
  strata.reduce((sum, it) => sum + of(it).length, 0);

/** By how much the median of those left out is above that of the kept; the largest of all payloads. */
function moreThanKept(strata: readonly Contrast[]): number {
  return Math.max(...strata.map(({ ones, others }) => middle(ones) / Math.max(0.001, middle(others)) - 1));
}

function middle(values: readonly number[]): number {
  const sample = sampleOf(values);
  return sample === undefined ? 0 : quantile(sample, 0.5);
}

const about = (findings: Findings, { size, kind, strata }: Compared): string =>
  `${sizeName(findings, size)}: ${count(strata, ({ ones }) => ones)} ${kind}, ${formatRatio(moreThanKept(strata))} more CPU time`;
