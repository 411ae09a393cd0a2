import type { ReplayRun } from '../../../explore/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio } from '../../../units/index.js';

/** The runs with the largest regret, each with what the policy did: to see why. */
export function worstLines(runs: readonly ReplayRun[], count: number): string[] {
  const regret = (it: ReplayRun): number => it.regretRatio ?? Number.POSITIVE_INFINITY;
  return [...runs]
    .sort((a, b) => regret(b) - regret(a))
    .slice(0, count)
    .flatMap(linesOf);
}

function linesOf(run: ReplayRun): string[] {
  const { chosen, best, regretRatio, boundRatio } = run;
  const size = (it: NonNullable<typeof chosen>): string => `${formatMegabytes(it.memorySizeMB)} ${it.architecture}`;
  const head = [
    chosen === null ? 'chose nothing' : `chose ${size(chosen)}`,
    `best ${size(best)}`,
    `regret ${regretRatio === null ? '–' : formatRatio(regretRatio)}`,
    `bound ${boundRatio === null ? '–' : formatRatio(boundRatio)}`,
    `${run.invocations} invocations`,
    `cost ${run.costOptimal.toFixed(1)}; ${run.why}`,
  ].join(', ');
  const moves = run.moves.map((it) => `    ${size(it)} × ${it.count}: ${formatMilliseconds(it.meanMs)} (${it.why})`);
  return ['', `${run.policy} on ${run.curve}, repetition ${run.repetition}: ${head}`, ...moves];
}
