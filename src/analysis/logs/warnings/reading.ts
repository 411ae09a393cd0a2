import type { Warning } from '../../result-schema.js';
import { counted, type LogFindings, warnIf } from './findings.js';

/** How the reading went, and what was read and is in no figure. */
export function readingWarnings({ result, read, repeats }: LogFindings): Warning[] {
  const { unreadable, torn } = read;
  const { lookAlikes, unfinished } = result.read;
  return [
    ...endWarnings(result),
    ...warnIf(
      unreadable.count > 0,
      'lines-unreadable',
      `${counted(unreadable.count, 'line')} of the platform cannot be read and ${unreadable.count === 1 ? 'is' : 'are'} in no figure (first: ${unreadable.example?.place}: ${unreadable.example?.reason})`,
      'look at that place in the source: a log that was cut, copied by hand or written by another tool does this',
    ),
    ...warnIf(
      repeats > 0,
      'reports-repeated',
      `${counted(repeats, 'report')} ${repeats === 1 ? 'has' : 'have'} the request id and the Duration of another: each is counted and priced again`,
      'read each log once: one export may lie there twice, or two with overlapping spans',
    ),
    ...warnIf(
      lookAlikes > 0,
      'look-alikes',
      `${counted(lookAlikes, 'line')} that ${lookAlikes === 1 ? 'looks' : 'look'} like a report ${lookAlikes === 1 ? 'was' : 'were'} printed by the function or a monitoring agent and ${lookAlikes === 1 ? 'does' : 'do'} not count`,
      'nothing to do, unless you know them for real reports',
    ),
    ...warnIf(
      unfinished > 0,
      'unfinished',
      `${counted(unfinished, 'invocation')} began and ${unfinished === 1 ? 'has' : 'have'} no report by the end of the log`,
      'they still ran, or the log was cut: read a longer span to count them',
    ),
    ...warnIf(
      torn.count > 0,
      'recording-lines-unreadable',
      `${counted(torn.count, 'line')} of the recording cannot be read (first: line ${torn.example?.lineNumber}, ${torn.example?.reason})`,
      'a reading that was killed may leave its last line torn; read the log again for the rest',
    ),
  ];
}

const ENDED = { interrupted: 'was interrupted', failed: 'failed' } as const;

function endWarnings({ endReason, endDetail, asked }: LogFindings['result']): Warning[] {
  const rest =
    asked.logGroup === undefined ? 'read the log again for the rest' : '"kelvin logs --resume FOLDER" reads the rest';
  const hint = `the figures hold for what was read until then; ${rest}`;
  if (endReason === null)
    return warnIf(true, 'no-end', 'the reading has not ended: it was killed or still goes on', hint);
  if (endReason === 'complete') return [];
  const detail = endDetail === undefined ? '' : `: ${endDetail}`;
  return warnIf(true, `run-${endReason}`, `the reading ${ENDED[endReason]} before its end${detail}`, hint);
}
