import type { Result } from '../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio } from '../../units/index.js';
import { askedText, callsText, copiedText, explorationOf, limitText } from '../wording/index.js';
import { html, type Markup } from './markup.js';

export type Entry = readonly [name: string, value: string | undefined];

/** What was run and where: enough to repeat the run, or to see why another one differs. */
export const provenance = (result: Result): Markup =>
  provenanceSection('What was run, and where', [
    ['Asked', askedEntries(result)],
    ['Function', functionEntries(result)],
    ['Where', whereEntries(result)],
    ['Prices', priceEntries(result)],
    ...simulatedGroup(result),
  ]);

/** Names and values in groups; what has no value is left out. */
export function provenanceSection(title: string, groups: readonly (readonly [string, readonly Entry[]])[]): Markup {
  return html`<section aria-labelledby="where-title">
<h2 id="where-title">${title}</h2>
<div class="provenance">
${groups.map(
  ([name, entries]) => html`<div>
<h3>${name}</h3>
<dl>
${entries.map(([entry, value]) => (value === undefined ? null : html`<div><dt>${entry}</dt><dd>${value}</dd></div>\n`))}</dl>
</div>
`,
)}</div>
</section>
`;
}

/** Those beside the invocations; runs of old did not count them. */
export const callsEntry = ({ calls }: Pick<Result, 'calls'>): string | undefined =>
  calls === undefined ? undefined : callsText(calls);

function askedEntries(result: Result): Entry[] {
  const { scenario, tool, startedAt, endReason, endDetail } = result;
  const exploration = explorationOf(result);
  return [
    ['Scenario', scenario.name],
    ['Description', scenario.description],
    exploration === undefined
      ? ['Invocations', `${scenario.invocations.cold} cold and ${scenario.invocations.warm} warm at each size`]
      : ['Explored', askedText(result, exploration)],
    ['Concurrency', String(scenario.concurrency)],
    ['Cold share', formatRatio(scenario.coldShareRatio)],
    ['Payloads', scenario.payloads.map(({ name, weight }) => `${name} (weight ${weight})`).join(', ')],
    ['Started', startedAt],
    ['Ended', endDetail === undefined ? (endReason ?? 'no end recorded') : `${endReason}: ${endDetail}`],
    ['Calls', callsEntry(result)],
    ['Tool', `${tool.name} ${tool.version}`],
  ];
}

function functionEntries({ function: fn }: Result): Entry[] {
  return [
    ['Name', fn.qualifier === undefined ? fn.name : `${fn.name}:${fn.qualifier}`],
    ['Measured', copiedText(fn)],
    ['Runtime', fn.runtime],
    ['Runtime that ran', fn.runtimeUsed],
    ['Handler', fn.handler],
    ['Package', fn.packageType],
    ['Code SHA-256', fn.codeSha256],
    ['Timeout', formatMilliseconds(fn.timeoutMs)],
    [
      'Current size',
      fn.currentMemorySizeMB === null ? 'none: made for the run' : formatMegabytes(fn.currentMemorySizeMB),
    ],
    ['/tmp', formatMegabytes(fn.ephemeralStorageMB)],
    ['Environment', fn.environmentNames.length === 0 ? 'none' : fn.environmentNames.join(', ')],
  ];
}

type Enforcement = NonNullable<Result['target']['cpu']>;
const enforcementText = (it: Enforcement | undefined): string | undefined =>
  it === undefined ? undefined : limitText(it);

const NETWORK = { host: 'that of the host', off: 'none: functions reached the Runtime API alone' } as const;

export function whereEntries({ target, host }: Pick<Result, 'target' | 'host'>): Entry[] {
  const largest = target.largestFullShareMB;
  return [
    ['Target', target.kind],
    ['Region', target.region],
    ['Endpoint', target.endpoint],
    ['CPU share', enforcementText(target.cpu)],
    ['Memory limit', enforcementText(target.memory)],
    ['Network', target.network === undefined ? undefined : NETWORK[target.network]],
    ['Full CPU share up to', largest === undefined ? undefined : formatMegabytes(largest)],
    ['Host', `${host.cpuModel}, ${host.cores} cores, ${formatMegabytes(host.totalMemoryMB)}`],
    ['System', `${host.os} ${host.kernel}, Node.js ${host.node}`],
  ];
}

/** Each distribution with its source: who doubts a figure has to be able to look. */
export function simulatedGroup({
  target: { simulated },
}: Pick<Result, 'target'>): (readonly [string, readonly Entry[]])[] {
  if (simulated === undefined) return [];
  const parts = simulated.parts.map(({ name, affects, parameters, source, measured, certainty }): Entry => {
    const values = Object.entries(parameters).map(([parameter, value]) => `${parameter} ${value}`);
    return [name, `${affects}. ${values.join(', ')}. ${source}, ${measured}: ${certainty}.`];
  });
  return [['Simulated', [['Seed', String(simulated.seed)], ...parts, ['Left out', simulated.leftOut.join('; ')]]]];
}

export const priceEntries = ({ priceBook }: Pick<Result, 'priceBook'>): Entry[] => [
  ['Price book', priceBook.id],
  ['Region', priceBook.region],
  ['In force from', priceBook.effectiveFrom],
  ['Source', priceBook.source],
];
