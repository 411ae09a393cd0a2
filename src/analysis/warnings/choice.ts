import type { Decision } from '../../curve/index.js';
import type { Recommendation, SizeResult, Warning } from '../result-schema.js';
import { sizeName, sizeNames, someSizeNames } from '../size-name.js';
import { type Findings, warnIf } from './findings.js';

/** About the recommendation: how firm it is, and what would make it firmer. */
export function choiceWarnings(findings: Findings): Warning[] {
  const { recommendation, sizes, choice } = findings;
  if (recommendation === null) return nothingWarnings(findings);
  const chosen = sizes.find(
    (it) => it.memorySizeMB === recommendation.memorySizeMB && it.architecture === recommendation.architecture,
  );
  const undecided = choice.undecided.map(({ size }) => size);
  return [
    ...tiedWarnings(findings, recommendation),
    ...warnIf(
      undecided.length > 0,
      'limit-undecided',
      `${sizeNames(findings, undecided)}: the interval does not say on which side of the limit it lies`,
      'measure more (--warm 100)',
    ),
    ...(chosen === undefined ? [] : chosenWarnings(chosen, findings)),
  ];
}

function tiedWarnings(findings: Findings, { tied }: Recommendation): Warning[] {
  const { choice, exploration } = findings;
  const thin = choice.tied.some(({ cost, duration }) => cost.low === null || duration.low === null);
  const why = thin ? 'not all of them have a 95 % interval' : 'their 95 % intervals overlap';
  const more = tooFewCold(findings) ? '--cold 12, as cold starts are in the cost' : '--warm 100';
  return warnIf(
    tied.length > 1,
    'tied',
    `${exploration === undefined ? sizeNames(findings, tied) : someSizeNames(findings, tied)} cannot be told apart${exploration === undefined ? `: ${why}` : ' by what was measured'}`,
    `${exploration === undefined ? `measure more (${more})` : surer(exploration)}, or take the one you like for another reason`,
  );
}

/** One that has not come as far as was asked gains nothing by being asked for more. */
const surer = ({ isDecided, regret }: Decision): string =>
  isDecided && regret !== null
    ? `ask for more (--regret ${+(regret.targetRatio * 50).toPrecision(2)}%)`
    : 'let it measure on until it is decided';

const coldCounts = ({ recording: { header } }: Findings): boolean => header.scenario.coldShareRatio > 0;

/** A tie that more warm invocations cannot break. */
function tooFewCold(findings: Findings): boolean {
  return coldCounts(findings) && findings.sizes.some((it) => it.warm.n >= 6 && it.cold.n < 6);
}

function chosenWarnings(chosen: SizeResult, findings: Findings): Warning[] {
  const size = sizeName(findings, chosen);
  const used = chosen.maxMemoryUsedMB;
  const asked = askedSizes(findings);
  const atEdge = chosen.memorySizeMB === Math.min(...asked) || chosen.memorySizeMB === Math.max(...asked);
  return [
    ...warnIf(
      used !== null && used >= 0.9 * chosen.memorySizeMB,
      'memory-nearly-full',
      `${size} leaves little room: ${used} MB were used`,
      'a larger input may run out of memory; take the next size up, or test with the largest input',
    ),
    ...warnIf(
      atEdge && asked.length > 1 && chosen.memorySizeMB > 128 && chosen.memorySizeMB < 10_240,
      'edge-of-range',
      `${size} is at the edge of what ${findings.exploration === undefined ? 'was measured' : 'was looked at'}: a size beyond it may be better`,
      beyondHint(chosen, findings),
    ),
    ...warnIf(
      chosen.capped,
      'recommended-capped',
      `${size} is due more cores than this host has: on AWS it may be faster`,
      'measure it on AWS or on a larger host',
    ),
  ];
}

/** Those that could have been recommended. */
function askedSizes({ sizes, recording: { header } }: Findings): number[] {
  const { exploration, memorySizesMB } = header.scenario;
  if (exploration === undefined) return [...new Set(sizes.map((it) => it.memorySizeMB))];
  const { rangeMB } = exploration;
  return rangeMB === undefined ? memorySizesMB : [rangeMB.low, rangeMB.high];
}

/** The emulator is asked for no size that this host has too few cores for, unless the user names it. */
function beyondHint({ memorySizeMB }: SizeResult, { recording: { header } }: Findings): string {
  const { largestFullShareMB } = header.target;
  return largestFullShareMB !== undefined && memorySizeMB >= largestFullShareMB
    ? 'this host has too few cores for them: measure it on AWS or on a larger host'
    : 'add sizes beyond it with --memory';
}

/** Exploring chose a size by what it knows of the whole curve, and its own measurements do not bear it out. */
function leftOutWarnings({ sizes }: Findings, leftOut: SizeResult): Warning[] {
  const size = `${sizeName({ sizes }, leftOut)}, which would have been chosen`;
  switch (leftOut.status) {
    case 'failed':
      return warnIf(
        true,
        'chosen-fails',
        `at least one invocation in ten failed at ${size}: nothing can be recommended`,
        'see what failed; name larger sizes with --memory',
      );
    case 'disturbed':
      return warnIf(
        true,
        'host-too-noisy',
        `the host disturbed more than three in four invocations at ${size}: nothing can be recommended`,
        'the warnings below say what disturbed and what to do about it',
      );
    default:
      return warnIf(
        true,
        'not-enough-measured',
        `too little was measured at ${size}, to say what it costs: nothing can be recommended`,
        'let the run go on for longer',
      );
  }
}

function nothingWarnings(findings: Findings): Warning[] {
  if (findings.choice.leftOut !== undefined) return leftOutWarnings(findings, findings.choice.leftOut);
  const { sizes, choice, recording, exploration } = findings;
  // More of the same would not tell more.
  if (recording.header.function.managedInstances === true && sizes.some(({ warm }) => warm.n > 0)) return [];
  const allFailed = sizes.length > 0 && sizes.every((it) => it.status === 'failed');
  const undecided = exploration?.undecided ?? choice.undecided.map(({ size }) => size);
  const judged = sizes.some((it) => it.status === 'measured' && it.warm.n > 0 && it.costPerMillionUsd !== null);
  const limited = recording.header.scenario.strategy.kind === 'max-duration' && judged;
  const noisy = !allFailed && !judged && sizes.some((it) => it.status === 'disturbed');
  return [
    ...warnIf(
      allFailed,
      'every-size-failed',
      'the function failed at every memory size: nothing can be recommended',
      'see what failed; try the function alone before tuning it',
    ),
    ...warnIf(
      !allFailed && limited && undecided.length > 0,
      'limit-undecided',
      `no size is known to meet the duration limit, but ${someSizeNames(findings, undecided)} may`,
      exploration === undefined
        ? 'measure more (--cold 12 --warm 100)'
        : 'let it measure more, or raise --max-duration',
    ),
    ...warnIf(
      !allFailed && limited && undecided.length === 0,
      'no-size-meets-limit',
      'no measured size meets the duration limit: nothing can be recommended',
      'add larger sizes with --memory, or raise --max-duration',
    ),
    ...warnIf(
      noisy,
      'host-too-noisy',
      'the host disturbed more than three in four invocations at every memory size that ran: nothing can be recommended',
      'the warnings below say what disturbed and what to do about it',
    ),
    ...warnIf(
      !allFailed && !limited && !noisy,
      'not-enough-measured',
      `no size has ${coldCounts(findings) ? 'warm and cold' : 'warm'} measurements enough to be recommended`,
      'let the run go on for longer',
    ),
  ];
}
