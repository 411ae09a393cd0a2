import { pricedRegions } from '../../pricing/index.js';
import { startKind } from '../../recording/index.js';
import type { Warning } from '../result-schema.js';
import { type Findings, warnIf } from './findings.js';

/** About the run as a whole: where it ran, how it ended, what could not be read. */
export function runWarnings(findings: Findings): Warning[] {
  return [...endWarnings(findings), ...targetWarnings(findings), ...readingWarnings(findings)];
}

function endWarnings({ recording: { end } }: Findings): Warning[] {
  const again = 'run it again for the full number of invocations';
  if (end === undefined) return warnIf(true, 'no-end', 'the run has not ended: it was killed or still goes on', again);
  const detail = end.detail === undefined ? '' : `: ${end.detail}`;
  return warnIf(
    end.reason !== 'complete',
    `run-${end.reason}`,
    `the run ${end.reason === 'failed' ? 'failed' : `was ${end.reason}`} before it was complete${detail}`,
    again,
  );
}

function targetWarnings({ recording: { header }, book }: Findings): Warning[] {
  const { target, function: fn } = header;
  const cpu = target.cpu?.enforced === false ? target.cpu : undefined;
  const memory = target.memory?.enforced === false ? target.memory : undefined;
  return [
    ...warnIf(
      cpu !== undefined,
      'cpu-not-enforced',
      `the functions had the whole CPU at every size (${cpu?.reason}): durations do not show the memory size's effect`,
      cpu?.hint ?? '',
    ),
    ...warnIf(
      memory !== undefined,
      'memory-not-enforced',
      `the functions were not held to their memory size (${memory?.reason}): none can run out of memory`,
      memory?.hint ?? '',
    ),
    ...warnIf(
      fn.runtimeUsed !== undefined,
      'runtime-substituted',
      `${fn.runtime} was asked for, ${fn.runtimeUsed} ran`,
      'install that version for figures of its own',
    ),
    ...warnIf(
      book.region !== target.region,
      'region-not-priced',
      `no prices are known for ${target.region}: costs are those of ${book.region}`,
      `priced regions: ${pricedRegions().join(', ')}`,
    ),
  ];
}

function readingWarnings({ recording }: Findings): Warning[] {
  const { measurements, unreadable } = recording;
  const noReport = measurements.filter(({ outcome }) => outcome.kind === 'unreadable').length;
  const unexpected = measurements.filter(
    ({ outcome, intended }) => outcome.kind === 'completed' && startKind(outcome.report) !== intended,
  ).length;
  return [
    ...warnIf(
      unreadable.length > 0,
      'recording-lines-unreadable',
      `${unreadable.length} ${unreadable.length === 1 ? 'line' : 'lines'} of the recording cannot be read (first: line ${unreadable[0]?.lineNumber}, ${unreadable[0]?.reason})`,
      'a run that was killed may leave its last line torn; others mean a damaged file',
    ),
    ...warnIf(
      noReport > 0,
      'reports-unreadable',
      `${noReport} of ${measurements.length} invocations have no readable report and are in no figure`,
      "check the function's log format and level: at WARN a success leaves no report",
    ),
    ...warnIf(
      unexpected > 0,
      'unexpected-starts',
      `${unexpected} of ${measurements.length} invocations started cold when a warm start was meant, or the other way round; each counts as what its report says`,
      'other traffic on the function, or an endpoint that keeps environments across configurations, does this',
    ),
  ];
}
