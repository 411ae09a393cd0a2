import type { HistoryResult } from '../../../analysis/index.js';
import { FOR_READING, historyNames, historySpan, historyVerdict, sentence } from '../../wording/index.js';
import { chartsSection } from '../charts-section.js';
import { definitions, SIMULATED_TERM } from '../definitions.js';
import { framed } from '../frame.js';
import { fact } from '../headline.js';
import { html, type Markup } from '../markup.js';
import { noticesSection } from '../notices-section.js';
import { courseChart } from './course-chart.js';
import { eventsSection, seriesSection, sessionsSection } from './history-sections.js';

const TERMS = [
  ['Level', 'the mean of session medians between two changes, each by how surely it is known.'],
  ['Change', 'the best split of a series, against made-up series as well known that never change (Holm over all).'],
  ['When', 'between the two sessions that have the change between them in 95 % of cases.'],
  ['Your code moved', 'head moved beyond code that was measured before and after the change.'],
  ['The platform moved', 'code that was measured before and after the change moved itself: runtime, hosts, Kelvin.'],
  ['95 % interval', 'of a median from order statistics; of levels and steps by Student’s t over sessions.'],
  ['n', 'cold starts, or environments with warm invocations.'],
  ['Drift', 'the median slope between sessions (Theil and Sen), where there is one level alone.'],
] as const;

const OWN_STYLE = `
.events{list-style:none;margin:0;padding:0;display:grid;gap:1.75rem}
.event{border-left:3px solid var(--alarm);padding-left:1rem}
.event.platform{border-left-style:dashed}
.event.unknown{border-left-style:dotted}
.event .plain{margin:.4rem 0;padding:0}
.event small{color:var(--muted)}
.why{font-size:.875rem;color:var(--muted)}
.why strong{color:var(--ink);font-weight:600}
td.course{white-space:normal;min-width:14rem}
.key .swatch{width:1.6em;height:.9em;background:var(--alarm);opacity:.2}
`.trim();

const key = html`<ul class="key" aria-label="Lines and shapes in the charts">
<li><svg class="mark recommended x86_64" viewBox="-1.6 -1.6 3.2 3.2" aria-hidden="true"><path d="M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z"/></svg> head, or a run: median of a session with its 95 % interval</li>
<li><svg class="mark" viewBox="-1.6 -1.6 3.2 3.2" aria-hidden="true"><path d="M0,-1.3L1.3,0L0,1.3L-1.3,0Z"/></svg> base of a check</li>
<li><svg class="stroke" viewBox="0 0 28 8" aria-hidden="true"><path d="M0,4H28" stroke="var(--ink)"/></svg> level</li>
<li><span class="swatch" aria-hidden="true"></span> a change lies in here</li>
<li><svg class="stroke" viewBox="0 0 28 8" aria-hidden="true"><path d="M0,4H28" stroke="var(--alarm)"/></svg> your code moved</li>
<li><svg class="stroke" viewBox="0 0 28 8" aria-hidden="true"><path d="M0,4H28" stroke="var(--alarm)" stroke-dasharray="6 4"/></svg> the platform moved</li>
<li><svg class="stroke" viewBox="0 0 28 8" aria-hidden="true"><path d="M0,4H28" stroke="var(--alarm)" stroke-dasharray="1 3"/></svg> not known who</li>
</ul>
`;

/** More pictures are not compared any more; the table has all series. */
const MOST_CHARTS = 24;

/** The report of a history. */
export function renderHistoryHtml(result: HistoryResult): Promise<string> {
  const drawn = [...result.series]
    .filter(({ head, metric }) => head.length > 1 || metric !== 'packageSize')
    .sort((a, b) => b.changes.length - a.changes.length || b.head.length - a.head.length)
    .slice(0, MOST_CHARTS);
  const shown = result.series.filter((it) => drawn.includes(it));
  const charts = shown.map((series, index) => courseChart(result, series, index));
  const terms = result.settings.some((it) => it.simulated !== null) ? [...TERMS, SIMULATED_TERM] : TERMS;
  const parts = [
    headline(result),
    noticesSection(result.warnings),
    eventsSection(result),
    chartsSection(key, withSettings(result, shown, charts)),
    seriesSection(result),
    sessionsSection(result),
    definitions(terms),
  ];
  return framed(`${historyNames(result)}: Kelvin history`, html`${parts}`, charts, OWN_STYLE);
}

/** Where there are several settings, each chart says which it is of. */
const withSettings = (
  { settings }: HistoryResult,
  shown: HistoryResult['series'],
  charts: readonly ReturnType<typeof courseChart>[],
) =>
  settings.length < 2
    ? charts
    : charts.map((chart, i) => ({
        ...chart,
        caption: `${settings[shown[i]?.setting ?? 0]?.label ?? ''}. ${chart.caption}`,
      }));

function headline(result: HistoryResult): Markup {
  const { falseAlarmRatio, priceBook, coldShareRatio, settings, series } = result;
  const setting = settings.length === 1 ? settings[0]?.label : `${settings.length}, kept apart`;
  return html`<header>
<p class="eyebrow">Kelvin history <span aria-hidden="true">·</span> ${historySpan(result)}</p>
<h1><span class="subject">${historyNames(result)}</span> ${sentence(historyVerdict(result)).slice(0, -1)}</h1>
<p class="lead">${FOR_READING}</p>
<dl class="facts">
${fact('Sessions', result.sessions.length.toLocaleString('en-US'), historySpan(result))}${fact('Setting', setting ?? 'none')}${fact('Series', series.length.toLocaleString('en-US'), `any false change in ${Math.round(falseAlarmRatio * 100)} % of histories without one`)}${priceBook === null ? null : fact('Prices', priceBook.id, `of every cost, at a cold share of ${Number((coldShareRatio * 100).toFixed(2))} %`)}</dl>
</header>
`;
}
