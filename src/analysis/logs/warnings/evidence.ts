import { formatMegabytes, formatRatio } from '../../../units/index.js';
import type { Warning } from '../../result-schema.js';
import type { LogGroupFigures } from '../logs-result-schema.js';
import { counted, type LogFindings, warnIf } from './findings.js';

/** Below this p90 has no interval, and a share of cold starts says little. */
const FEW_INVOCATIONS = 36;

/** How much the figures can bear. */
export function evidenceWarnings({ result, streamsKnown }: LogFindings): Warning[] {
  const { total, groups, span } = result;
  const { invocations, coldShare } = total;
  if (invocations === 0) return [];
  const withoutTime = invocations - (span?.n ?? 0);
  return [
    ...warnIf(
      invocations < FEW_INVOCATIONS,
      'few-invocations',
      `there are only ${counted(invocations, 'invocation')}: most percentiles have no interval`,
      'read a longer span',
    ),
    ...warnIf(
      groups.some((it) => it.functionName === null),
      'no-function-names',
      'the log does not say which functions its reports are of: they are told apart by memory size alone',
      'read log groups, their exports, or one file for each function',
    ),
    ...warnIf(
      withoutTime > 0,
      'no-timestamps',
      withoutTime === invocations
        ? 'the log has no timestamps: there is no rate, and no cost per month'
        : `${counted(withoutTime, 'report')} ${withoutTime === 1 ? 'has' : 'have'} no timestamp: the rate is that of the others`,
      'exports to S3, "aws logs tail" and log groups have them',
    ),
    ...warnIf(
      coldShare.unknown > 0,
      'reports-truncated',
      `${counted(coldShare.unknown, 'report')} ${coldShare.unknown === 1 ? 'is' : 'are'} cut at the end: whether they were cold starts is not known, and the cold share leaves them out`,
      'read the log group itself, which has them whole',
    ),
    ...warnIf(
      !streamsKnown,
      'independence-assumed',
      'the log does not say which environment each report is of: intervals take all invocations as independent, and may be too narrow',
      'exports, subscriptions and log groups name the log stream',
    ),
    ...memoryWarnings(groups),
  ];
}

/** An account has hundreds of functions: the dearest are named, the others counted; every view has the figures of all. */
const MOST_NAMED = 5;

function memoryWarnings(groups: readonly LogGroupFigures[]): Warning[] {
  return (['nearly-full', 'mostly-unused'] as const).flatMap((finding) => {
    const found = groups.filter((group) => group.maxMemoryUsedMB?.finding === finding);
    const rest = found.length - MOST_NAMED;
    return [
      ...found.slice(0, MOST_NAMED).flatMap(memoryWarning),
      ...warnIf(
        rest > 0,
        `memory-${finding}`,
        `so it is with ${counted(rest, 'more function and memory size', 'more functions and memory sizes')}`,
        'their Max Memory Used is beside their memory size in every table',
      ),
    ];
  });
}

function memoryWarning({ functionName, memorySizeMB, maxMemoryUsedMB: used }: LogGroupFigures): Warning[] {
  if (used === null || memorySizeMB === null) return [];
  const name = `${functionName ?? 'the function'} at ${formatMegabytes(memorySizeMB)}`;
  const share = `${formatMegabytes(used.maxMB)}, ${formatRatio(used.maxShareRatio)} of its memory size`;
  const hint = `less memory may cost less; it is less CPU too, so measure it: kelvin tune --function ${functionName ?? 'NAME'}`;
  return [
    ...warnIf(
      used.finding === 'nearly-full',
      'memory-nearly-full',
      `up to ${share}, was used by ${name}`,
      'a larger input may end it: give it more memory',
    ),
    ...warnIf(used.finding === 'mostly-unused', 'memory-mostly-unused', `at most ${share}, was used by ${name}`, hint),
  ];
}
