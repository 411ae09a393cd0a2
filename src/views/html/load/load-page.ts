import type { LoadResult } from '../../../analysis/index.js';
import { chartsSection } from '../charts-section.js';
import { definitions, SIMULATED_TERM } from '../definitions.js';
import { framed } from '../frame.js';
import { html } from '../markup.js';
import { noticesSection } from '../notices-section.js';
import { loadCharts } from './charts/index.js';
import { loadHeadline } from './load-headline.js';
import { loadKey } from './load-key.js';
import { loadProvenance } from './load-provenance.js';
import { armsSection, loadTable, partsSection, thresholdsSection } from './load-tables.js';

const TERMS = [
  ['Latency', 'from when a request was due, not from when it was sent, to the last byte of its answer.'],
  ['≥', 'requests without an answer decide the figure: each took at least as long as it was waited for.'],
  ['Rate intended', 'requests due a second. Open loop: a slow answer does not slow the arrivals.'],
  ['Rate achieved', 'requests a second that were answered well.'],
  ['Duration', 'the time AWS measured in the handler.'],
  ['Outside', 'from sending to the answer, less Duration and Init: network, queue and platform.'],
  ['Init', 'the time before the handler of a cold start: runtime, extensions, code outside the handler.'],
  ['Sent late', 'how long after it was due a request was sent: how good the load generator was.'],
  ['Cold', 'the report has an Init or Restore Duration; every other start is warm.'],
  ['Open', 'requests under way, which is what Lambda needs execution environments for.'],
  ['Open, expected', 'by Little’s law: what is sent a second times how long it stays.'],
  ['Throttled', 'refused, as no more execution environments may run; not billed.'],
  ['Failed', 'in any way, throttles and requests without an answer included.'],
  ['Saturates', 'the lowest rate that the size did not keep up with.'],
  ['95 % interval', 'of a percentile from order statistics of blocks of time; of a share likewise.'],
  ['Cost', 'at list price, of what has a report: this load, an hour at its rate, a million such requests.'],
] as const;

/** The report of a load. */
export function renderLoadHtml(result: LoadResult): Promise<string> {
  const charts = loadCharts(result);
  const isMix = result.functions.length > 1;
  const parts = [
    loadHeadline(result),
    noticesSection(result.warnings),
    thresholdsSection(result),
    chartsSection(loadKey(result), charts),
    loadTable(result),
    result.load.phases.length < 2
      ? null
      : partsSection(result, 'phases', 'Phases', (arm) => arm.phases.filter(({ figures }) => figures.counts.due > 0)),
    isMix ? partsSection(result, 'functions', 'Functions', (arm) => arm.functions) : null,
    armsSection(result),
    loadProvenance(result),
    definitions(result.target.simulated === undefined ? TERMS : [...TERMS, SIMULATED_TERM]),
  ];
  return framed(`${result.load.name}: Kelvin load`, html`${parts}`, charts);
}
