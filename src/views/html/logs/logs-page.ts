import type { LogsResult } from '../../../analysis/index.js';
import { chartsSection } from '../charts-section.js';
import { definitions } from '../definitions.js';
import { framed } from '../frame.js';
import { html } from '../markup.js';
import { noticesSection } from '../notices-section.js';
import { logsCharts, percentileKey } from './logs-charts.js';
import { logsHeadline } from './logs-headline.js';
import { logsProvenance } from './logs-provenance.js';
import { failuresSection, initsSection, logsTables } from './logs-tables.js';

const TERMS = [
  ['Duration', 'the time AWS measured in the handler.'],
  ['Billed', 'Billed Duration as the report prints it; it is never computed anew.'],
  ['Init', 'the time before the handler of a cold start: runtime, extensions, code outside the handler.'],
  ['Cold', 'the report has an Init or Restore Duration; a report that was cut at its end is neither cold nor warm.'],
  ['95 % interval', 'of a percentile from order statistics, of a share by Wilson’s score, of a mean by bootstrap.'],
  ['Log stream', 'one execution environment; its invocations are alike, and intervals are widened by how much.'],
  ['INIT in it', 'what of the Billed Duration of cold starts is beyond their Duration.'],
  ['Cost so far', 'of what was read, on demand, at list price; a sum, so that it has no interval.'],
  ['Cost per month', '730 hours at the rate of the log; the interval is that of the mean cost of an invocation.'],
] as const;

/** The report of a log. */
export function renderLogsHtml(result: LogsResult): Promise<string> {
  const charts = logsCharts(result);
  const parts = [
    logsHeadline(result),
    noticesSection(result.warnings),
    chartsSection(percentileKey(), charts),
    logsTables(result),
    failuresSection(result),
    initsSection(result),
    logsProvenance(result),
    definitions(TERMS),
  ];
  return framed(`${result.sources[0] ?? 'Logs'}: Kelvin logs`, html`${parts}`, charts);
}
