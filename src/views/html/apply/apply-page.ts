import type { ApplyResult } from '../../../analysis/index.js';
import { formatMegabytes, formatMilliseconds } from '../../../units/index.js';
import { sizeChange } from '../../wording/index.js';
import { definitions, SIMULATED_TERM } from '../definitions.js';
import { framed } from '../frame.js';
import { html, type Markup } from '../markup.js';
import {
  callsEntry,
  type Entry,
  priceEntries,
  provenanceSection,
  simulatedGroup,
  whereEntries,
} from '../provenance.js';
import { outcomeHeadline } from './apply-headline.js';
import { APPLY_STYLE } from './apply-style.js';
import { courseCharts } from './course-charts.js';
import { promiseCharts } from './promise-chart.js';
import { canarySection, notesSection, promisesSection, sizesSection } from './sections.js';

const TERMS = [
  ['Promise', 'what the recommendation says of cost and duration at the new size, with its interval.'],
  ['Kept by', 'the worse end of that interval and the tolerance: what is worse breaks the promise.'],
  ['Measured afresh', 'on versions of this run’s own, both sizes in turn, so that a slow host is slow for both.'],
  ['Block', 'one visit to each of both sizes.'],
  [
    'Kept, broken',
    'the whole interval is within, or beyond, what still keeps the promise; between, it is not decided.',
  ],
  ['Canary', 'the share of the traffic of an alias that the new version got before all of it.'],
  ['Duration', 'the time AWS measured in the handler.'],
] as const;

/** The report of an application. */
export function renderApplyHtml(result: ApplyResult): Promise<string> {
  const promises = promiseCharts(result.verification.promises);
  const course = courseCharts(result.canary);
  const parts = [
    outcomeHeadline(result),
    notesSection(result),
    promisesSection(result, promises),
    canarySection(result, course),
    sizesSection(result),
    applyProvenance(result),
    definitions(result.target.simulated === undefined ? TERMS : [...TERMS, SIMULATED_TERM]),
  ];
  return framed(
    `${result.function.name}, ${sizeChange(result.apply)}: Kelvin apply`,
    html`${parts}`,
    [...promises, ...course],
    APPLY_STYLE,
  );
}

const applyProvenance = (result: ApplyResult): Markup =>
  provenanceSection('What was run, and where', [
    ['Asked', askedEntries(result)],
    ['Function', functionEntries(result)],
    ['Where', whereEntries(result)],
    ['Prices', priceEntries(result)],
    ...simulatedGroup(result),
  ]);

function askedEntries(result: ApplyResult): Entry[] {
  const { apply, startedAt, endReason, endDetail, unreadableLines, tool } = result;
  const { canary, alias } = apply;
  return [
    ['Recommended', `by ${apply.strategy}, recorded ${apply.recordedAt}`],
    ['Looks after', `${apply.looksAtBlocks.join(', ')} blocks`],
    ['Alias', alias === undefined ? undefined : `${alias.name}, before at version ${alias.version}`],
    ['Canary', canary === undefined ? undefined : `looked at every ${formatMilliseconds(canary.windowMs)}`],
    ['Started', startedAt],
    ['Ended', endDetail === undefined ? (endReason ?? 'no end recorded') : `${endReason}: ${endDetail}`],
    ['Unreadable lines', unreadableLines === 0 ? undefined : unreadableLines.toLocaleString('en-US')],
    ['Calls', callsEntry(result)],
    ['Tool', `${tool.name} ${tool.version}`],
  ];
}

const functionEntries = ({ function: fn }: ApplyResult): Entry[] => [
  ['Name', fn.name],
  ['Runtime', fn.runtime],
  ['Runtime that ran', fn.runtimeUsed],
  ['Package', fn.packageType],
  ['Code SHA-256', fn.codeSha256],
  ['Timeout', formatMilliseconds(fn.timeoutMs)],
  ['/tmp', formatMegabytes(fn.ephemeralStorageMB)],
  ['Environment', fn.environmentNames.length === 0 ? 'none' : fn.environmentNames.join(', ')],
];
