import { formatMegabytes } from '../../../units/index.js';
import type { Warning } from '../../result-schema.js';
import { enforcementWarnings, simulatedWarnings, youngerWarnings } from '../../warnings/run.js';
import { type LoadFindings, warnIf } from '../load-findings.js';

/** About the load as a whole: where it ran, how it ended, what could not be read. */
export function runWarnings(findings: LoadFindings): Warning[] {
  const { header, result, firstUnreadable, book, day } = findings;
  const substituted = header.functions.filter(({ runtimeUsed }) => runtimeUsed !== undefined);
  return [
    ...endWarnings(findings),
    ...unmeasuredWarnings(findings),
    ...simulatedWarnings(header.target),
    ...enforcementWarnings(header.target),
    ...warnIf(
      substituted.length > 0,
      'runtime-substituted',
      substituted.map((it) => `${it.name} asks for ${it.runtime}, and ${it.runtimeUsed} ran it`).join('; '),
      'install that version for figures of its own',
    ),
    ...(book === null ? [] : youngerWarnings(book, day)),
    ...warnIf(
      result.unreadableLines > 0,
      'recording-lines-unreadable',
      `${result.unreadableLines} ${result.unreadableLines === 1 ? 'line' : 'lines'} of the recording cannot be read${firstUnreadable === undefined ? '' : ` (first: line ${firstUnreadable.lineNumber}, ${firstUnreadable.reason})`}`,
      'a load that was killed may leave its last line torn; others mean a damaged file',
    ),
  ];
}

const ENDED = { stopped: 'was stopped by its user', interrupted: 'was interrupted', failed: 'failed' } as const;

function endWarnings({ result: { endReason, endDetail } }: LoadFindings): Warning[] {
  const hint = 'the figures hold for what was recorded until then; run it again for the whole load';
  if (endReason === null) return warnIf(true, 'no-end', 'the load has not ended: it was killed or still goes on', hint);
  if (endReason === 'complete') return [];
  const detail = endDetail === undefined ? '' : `: ${endDetail}`;
  return warnIf(true, `load-${endReason}`, `the load ${ENDED[endReason]} before it was done${detail}`, hint);
}

function unmeasuredWarnings({ header: { load }, result: { arms } }: LoadFindings): Warning[] {
  const missing = load.memorySizesMB.filter((size) => !arms.some(({ memorySizeMB }) => memorySizeMB === size));
  return warnIf(
    missing.length > 0,
    'sizes-not-measured',
    `the load never reached ${missing.map(formatMegabytes).join(', ')}`,
    'run it again, with that memory size alone if the others are enough',
  );
}
