import { type CheckResult, METRIC_UNITS } from '../../../analysis/index.js';
import { formatAskedRatio, formatMegabytes, formatMilliseconds, formatUsd } from '../../../units/index.js';
import { copiedText, endText, formatBytes, limitPair, METRIC_HEADINGS } from '../../wording/index.js';
import type { Markup } from '../markup.js';
import { callsEntry, type Entry, provenanceSection, simulatedGroup, whereEntries } from '../provenance.js';

/** What was compared, how and where: enough to do it again. */
export const checkProvenance = (result: CheckResult): Markup =>
  provenanceSection('What was run, and where', [
    ['Asked', askedEntries(result)],
    ['Limits', limitEntries(result)],
    ['Base', sideEntries(result.base)],
    ...(result.isSelf ? [] : [['Head', sideEntries(result.head)] as const]),
    ['Where', whereEntries(result)],
    ...simulatedGroup(result),
  ]);

function askedEntries(result: CheckResult): Entry[] {
  const { check, startedAt, tool } = result;
  return [
    ['Scenario', check.name],
    ['Description', check.description],
    ['Memory sizes', check.memorySizesMB.map((it) => formatMegabytes(it)).join(', ')],
    ['Architecture', check.architecture],
    ['Payloads', check.payloads.map(({ name, weight }) => `${name} (weight ${weight})`).join(', ')],
    [
      'Cold starts',
      `at most ${check.maxColdStarts.toLocaleString('en-US')} a side at each size, ${check.atATime} at a time`,
    ],
    ['Warm', `${check.warmPerEnvironment} after each cold start`],
    ['Cold share', formatAskedRatio(check.coldShareRatio)],
    ['Confidence', formatAskedRatio(check.confidenceRatio)],
    ['Budget', check.budgetUsd === undefined ? undefined : formatUsd(check.budgetUsd)],
    ['At most for', check.maxTimeMs === undefined ? undefined : formatMilliseconds(check.maxTimeMs)],
    ['Inconclusive', check.isInconclusiveFine ? 'passes' : 'does not pass'],
    ['Started', startedAt],
    ['Ended', endText(result)],
    ['Calls', callsEntry(result)],
    ['Tool', `${tool.name} ${tool.version}`],
  ];
}

const limitEntries = ({ check }: CheckResult): Entry[] =>
  check.limits.map(({ metric, relativeRatio, absolute }) => [
    METRIC_HEADINGS[metric],
    limitPair(METRIC_UNITS[metric], 100 * relativeRatio, absolute),
  ]);

function sideEntries({ source, function: fn }: CheckResult['base']): Entry[] {
  return [
    ...sourceEntries(source),
    ['Measured', copiedText(fn)],
    ['Runtime', fn.runtime],
    ['Runtime that ran', fn.runtimeUsed],
    ['Handler', fn.handler],
    ['Package', fn.packageType],
    ['Package size', fn.codeSizeBytes === undefined ? undefined : formatBytes(fn.codeSizeBytes)],
    ['Code SHA-256', fn.codeSha256],
    ['Timeout', formatMilliseconds(fn.timeoutMs)],
    ['/tmp', formatMegabytes(fn.ephemeralStorageMB)],
    ['Environment', fn.environmentNames.length === 0 ? 'none' : fn.environmentNames.join(', ')],
  ];
}

function sourceEntries(source: CheckResult['base']['source']): Entry[] {
  switch (source.kind) {
    case 'git':
      return [
        ['Git ref', source.isMergeBase === true ? `${source.ref}, merge base` : source.ref],
        ['Commit', source.commit],
        ['Subject', source.subject],
      ];
    case 'working-tree':
      return [
        ['Code', source.isDirty === true ? 'the working tree, with changes' : 'the working tree'],
        ['Commit', source.commit],
      ];
    case 'folder':
      return [['Folder', source.path]];
    case 'zip':
      return [['Zip', source.path]];
    case 'function':
      return [['Function', source.qualifier === undefined ? source.name : `${source.name}:${source.qualifier}`]];
    case 'recording':
      return [
        ['Recording', source.path],
        ['Of', source.name],
        ['Recorded', source.startedAt],
      ];
  }
}
