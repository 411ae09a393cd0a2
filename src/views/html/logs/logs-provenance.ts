import type { LogsResult } from '../../../analysis/index.js';
import { formatBytes, logSpan } from '../../wording/index.js';
import type { Markup } from '../markup.js';
import { type Entry, priceEntries, provenanceSection } from '../provenance.js';

const MOST_SOURCES = 30;

/** What was read, and by which prices: enough to read it again. */
export function logsProvenance(result: LogsResult): Markup {
  return provenanceSection('What was read', [
    ['Read', readEntries(result)],
    ['Asked', askedEntries(result)],
    ['Prices', [...priceEntries(result), ['Architecture', result.architecture]]],
  ]);
}

function readEntries(result: LogsResult): Entry[] {
  const { read, sources, billingRule } = result;
  const count = (value: number): string => value.toLocaleString('en-US');
  const more = sources.length > MOST_SOURCES ? ` and ${sources.length - MOST_SOURCES} more` : '';
  return [
    ['Sources', `${sources.slice(0, MOST_SOURCES).join(', ')}${more}`],
    ['Size', formatBytes(read.bytes)],
    ['Lines', count(read.messages)],
    ['Reports', count(result.total.invocations)],
    ['Unreadable', count(read.unreadable)],
    ['Look-alikes', count(read.lookAlikes)],
    ['Unfinished', count(read.unfinished)],
    ['Billing rule', `${count(billingRule.checked)} checked, ${count(billingRule.differing)} billed otherwise`],
    ['Span', logSpan(result)],
  ];
}

const askedEntries = ({ asked, region, startedAt, endReason, endDetail, tool }: LogsResult): Entry[] => [
  ['Log group', asked.logGroup],
  ['From', asked.start === undefined ? undefined : new Date(asked.start).toISOString()],
  ['Until', asked.end === undefined ? undefined : new Date(asked.end).toISOString()],
  ['Region', region ?? 'not named'],
  ['Started', startedAt],
  ['Ended', endDetail === undefined ? (endReason ?? 'no end recorded') : `${endReason}: ${endDetail}`],
  ['Tool', `${tool.name} ${tool.version}`],
];
