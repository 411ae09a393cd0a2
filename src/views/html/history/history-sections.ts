import type { HistoryEvent, HistoryResult, HistorySeries } from '../../../analysis/index.js';
import { METRIC_NAMES } from '../../../analysis/index.js';
import { formatMegabytes } from '../../../units/index.js';
import {
  causeText,
  changesIn,
  codeText,
  countText,
  courseText,
  evidenceText,
  lastText,
  levelInterval,
  levelText,
  momentText,
  payloadsPart,
  reasonsOf,
  sentence,
  seriesName,
  sizeText,
  whenText,
} from '../../wording/index.js';
import { html, type Markup } from '../markup.js';

/** What happened when, who moved, and why that is known. */
export function eventsSection(result: HistoryResult): Markup | null {
  if (result.events.length === 0) return null;
  return html`<section aria-labelledby="events-title">
<h2 id="events-title">What changed</h2>
<ol class="events">
${result.events.map((event) => eventItem(result, event))}</ol>
</section>
`;
}

function eventItem(result: HistoryResult, event: HistoryEvent): Markup {
  const code = codeText(result, event);
  const setting = result.settings.length > 1 ? result.settings[event.setting]?.label : undefined;
  return html`<li class="event ${event.cause}">
<h3>${sentence(causeText(event.cause)).slice(0, -1)} ${whenText(result, event)}</h3>
<p class="hint">${[code === undefined ? [] : [`Code ${code}`], setting ?? []].flat().join('; ')}</p>
<ul class="plain">
${changesIn(result, event).map((it) => html`<li><strong>${seriesName(result, it.series)}</strong> ${sizeText(it)} <small>${evidenceText(it)}</small></li>\n`)}</ul>
${reasonsOf(result, event).map((reason) => html`<p class="why"><strong>Why</strong> ${sentence(reason)}</p>\n`)}</li>
`;
}

/** Every series: where it is now and how it went. */
export const seriesSection = (result: HistoryResult): Markup => html`<section aria-labelledby="table-title">
<h2 id="table-title">All series</h2>
${result.settings.map(
  (
    { name, label },
    index,
  ) => html`<h3 class="table-title">${new Set(result.settings.map((it) => it.name)).size > 1 ? `${name}: ${label}` : label}</h3>
<div class="scroll" role="region" aria-label="${label}" tabindex="0">
<table>
<thead><tr><th scope="col">Metric</th><th scope="col" class="number">Memory size</th><th scope="col" class="number">Level now</th><th scope="col" class="number">n in sessions</th><th scope="col">Course</th></tr></thead>
<tbody>
${result.series.filter((it) => it.setting === index).map((it) => seriesRow(result, it))}</tbody>
</table>
</div>
`,
)}<p class="footnote">Below each level its 95 % interval.</p>
</section>
`;

function seriesRow(result: HistoryResult, series: HistorySeries): Markup {
  const level = series.levels.at(-1);
  const last = lastText(series);
  const size = series.memorySizeMB === null ? '' : formatMegabytes(series.memorySizeMB);
  const now =
    level === undefined
      ? html`<td class="number none">–</td><td class="number none">–</td>`
      : html`<td class="number">${levelText(series, level)}<small>${levelInterval(series, level)}</small></td><td class="number">${countText(level)}</td>`;
  return html`<tr><th scope="row">${METRIC_NAMES[series.metric]}${payloadsPart(result, series)}</th><td class="number">${size}</td>${now}<td class="course">${courseText(series)}${last === undefined ? null : html`<small>${sentence(last)}</small>`}</td></tr>
`;
}

/** Which recordings it is made of. */
export const sessionsSection = (result: HistoryResult): Markup => html`<section aria-labelledby="sessions-title">
<h2 id="sessions-title">Sessions</h2>
<div class="scroll" role="region" aria-labelledby="sessions-title" tabindex="0">
<table>
<thead><tr><th scope="col">When</th><th scope="col">Kind</th><th scope="col">Head</th><th scope="col">Base</th><th scope="col">Ended</th><th scope="col">Kelvin</th><th scope="col">Recording</th></tr></thead>
<tbody>
${result.sessions.map(({ startedAt, kind, head, base, end, tool, path }) => html`<tr><th scope="row"><time datetime="${startedAt}">${momentText(result, startedAt)}</time></th><td>${kind}</td><td><code>${head.label}</code></td><td>${base === null ? '–' : html`<code>${base.label}</code>`}</td><td>${end ?? 'no end'}</td><td>${tool.version}</td><td><code>${path}</code></td></tr>\n`)}</tbody>
</table>
</div>
</section>
`;
