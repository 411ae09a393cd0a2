import type { Result, Warning } from '../../analysis/index.js';
import { formatMegabytes } from '../../units/index.js';
import { listText, sizeName } from './figures.js';

/** `severe` ones change what every figure of the page means. */
export interface Notice extends Warning {
  readonly severe: boolean;
}

/**
 * What a reader must know before believing a figure: first what the result's own fields say, then the warnings of the
 * analysis. Where both speak of one thing (they share the code) the analysis has the word, as it knows more.
 */
export function noticesOf(result: Result): Notice[] {
  const said = new Set(result.warnings.map((warning) => warning.code));
  const own = [...enforcementNotices(result), ...endNotices(result), ...cappedNotices(result), ...lostNotices(result)];
  return [
    ...own.filter((notice) => !said.has(notice.code)),
    ...result.warnings.map((warning) => ({ ...warning, severe: warning.code.endsWith('not-enforced') })),
  ];
}

function enforcementNotices({ target }: Result): Notice[] {
  const limits = [
    { code: 'cpu-not-enforced', name: 'CPU', limit: target.cpu },
    { code: 'memory-not-enforced', name: 'Memory', limit: target.memory },
  ];
  return limits.flatMap(({ code, name, limit }) =>
    limit === undefined || limit.enforced
      ? []
      : [{ code, severe: true, message: `${name} was not enforced: ${limit.reason}`, hint: limit.hint }],
  );
}

const END_TEXT = {
  stopped: 'The run was stopped by its user before its plan was done.',
  interrupted: 'The run was interrupted before its plan was done.',
  failed: 'The run ended early because something failed.',
  unknown: 'The recording has no end: the run was killed, or is still going on.',
} as const;

function endNotices({ endReason }: Result): Notice[] {
  if (endReason === 'complete') return [];
  const hint = 'The figures hold for what was recorded until then; run it to the end for the full evidence.';
  return [{ code: 'run-incomplete', severe: true, message: END_TEXT[endReason ?? 'unknown'], hint }];
}

function cappedNotices(result: Result): Notice[] {
  const capped = result.sizes.filter((size) => size.capped).map((size) => sizeName(result, size));
  if (capped.length === 0) return [];
  const largest = result.target.largestFullShareMB;
  return [
    {
      code: 'size-capped',
      severe: false,
      message: `${listText(capped)}: the host has fewer cores than AWS would give, so AWS may be faster.`,
      hint:
        largest === undefined
          ? 'Measure these sizes on a host with more cores, or on AWS.'
          : `Sizes up to ${formatMegabytes(largest)} get their full share here; measure larger ones on AWS.`,
    },
  ];
}

function lostNotices(result: Result): Notice[] {
  const lost = result.sizes.flatMap((size) =>
    size.failures
      .filter((failure) => failure.kind === 'unreadable')
      .map((failure) => ({ where: sizeName(result, size), failure })),
  );
  const first = lost[0];
  if (first === undefined) return [];
  const count = lost.reduce((total, { failure }) => total + failure.count, 0);
  return [
    {
      code: 'report-unreadable',
      severe: false,
      message: `${count} ${count === 1 ? 'report' : 'reports'} could not be read (${listText(lost.map((it) => it.where))}).`,
      hint: `They ran and are counted, but are in no figure. First reason: ${first.failure.message}`,
    },
  ];
}
