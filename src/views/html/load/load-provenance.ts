import type { LoadResult } from '../../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatUsd } from '../../../units/index.js';
import { copiedText, phaseText, viaText } from '../../wording/index.js';
import type { Markup } from '../markup.js';
import {
  callsEntry,
  type Entry,
  priceEntries,
  provenanceSection,
  simulatedGroup,
  whereEntries,
} from '../provenance.js';

/** What was sent, to what, from where and by which prices: enough to do it again. */
export const loadProvenance = (result: LoadResult): Markup =>
  provenanceSection('What was run, and where', [
    ['Load', loadEntries(result)],
    ...result.functions.map((it, _, all) => [`Function ${it.name}`, functionEntries(it, all.length > 1)] as const),
    ['Where', whereEntries(result)],
    [
      'Prices',
      result.priceBook === null
        ? [['Price book', 'none: nothing is known to bill']]
        : priceEntries({ priceBook: result.priceBook }),
    ],
    ...simulatedGroup(result),
  ]);

function loadEntries(result: LoadResult): Entry[] {
  const { load, tool, startedAt, endReason, endDetail, unreadableLines } = result;
  const { limits, payloads } = load;
  const sizes = load.memorySizesMB.map((it) => formatMegabytes(it)).join(', ');
  return [
    ['Scenario', load.name],
    ...load.phases.map((phase): Entry => [`Phase ${phase.name}`, phaseText(phase)]),
    ['By', viaText(load.via)],
    ['Memory sizes', sizes === '' ? 'not ours to set' : sizes],
    ['Architectures', load.architectures.length === 0 ? undefined : load.architectures.join(', ')],
    ['Payloads', payloads.length === 0 ? undefined : payloads.map((it) => `${it.name} (${it.weight})`).join(', ')],
    ['Given up after', formatMilliseconds(load.timeoutMs)],
    ['Retries', String(load.retries)],
    ['Open at most', limits.maxOpen.toLocaleString('en-US')],
    ['Requests at most', limits.maxRequests?.toLocaleString('en-US')],
    ['Budget', limits.budgetUsd === undefined ? undefined : formatUsd(limits.budgetUsd)],
    ['At most for', limits.forMs === undefined ? undefined : formatMilliseconds(limits.forMs)],
    ['Started', startedAt],
    ['Ended', endDetail === undefined ? (endReason ?? 'no end recorded') : `${endReason}: ${endDetail}`],
    ['Unreadable lines', unreadableLines === 0 ? undefined : unreadableLines.toLocaleString('en-US')],
    ['Calls', callsEntry(result)],
    ['Tool', `${tool.name} ${tool.version}`],
  ];
}

const functionEntries = (fn: LoadResult['functions'][number], isMix: boolean): Entry[] => [
  ['Version', fn.qualifier],
  ['Measured', copiedText(fn)],
  ['Runtime', fn.runtimeUsed === undefined ? fn.runtime : `${fn.runtime}, ran on ${fn.runtimeUsed}`],
  ['Package', fn.packageType],
  ['Code', fn.codeSha256],
  ['Timeout', formatMilliseconds(fn.timeoutMs)],
  ['Size before', fn.currentMemorySizeMB === null ? 'none: made for the run' : formatMegabytes(fn.currentMemorySizeMB)],
  ['/tmp', formatMegabytes(fn.ephemeralStorageMB)],
  ['Environment', fn.environmentNames.length === 0 ? 'none' : fn.environmentNames.join(', ')],
  ['Weight', isMix ? String(fn.weight) : undefined],
];
