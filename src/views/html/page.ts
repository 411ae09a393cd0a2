import type { Analysis } from '../../analysis/index.js';
import { DRAW_CHARTS } from './browser-script.js';
import { chartsOf, THEME } from './charts/index.js';
import { chartsSection } from './charts-section.js';
import { definitions } from './definitions.js';
import { headline } from './headline.js';
import { chartLibraries } from './libraries.js';
import { html, jsonForScript, Markup } from './markup.js';
import { noticesSection } from './notices-section.js';
import { provenance } from './provenance.js';
import { contentSecurityPolicy } from './security-policy.js';
import { sizeTable } from './size-table.js';
import { STYLE } from './style.js';

/**
 * The report as one file that needs no network and makes no request: charts by vega-lite, whose libraries are inlined.
 * It is a function of the analysis alone, byte for byte, so that two reports can be compared and one can be cached.
 */
export async function renderHtml(analysis: Analysis): Promise<string> {
  const scripts = [...(await chartLibraries()), DRAW_CHARTS];
  const charts = chartsOf(analysis);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${titleOf(analysis)}</title>
<link rel="icon" href="data:,">
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
${body(analysis, charts)}</main>
<script type="application/json" id="charts">${jsonForScript({ config: THEME, charts: drawable(charts) })}</script>
${scripts.map((script) => html`<script>${new Markup(script)}</script>\n`)}</body>
</html>
`.text;
}

const body = (analysis: Analysis, charts: ReturnType<typeof chartsOf>): Markup =>
  html`${headline(analysis.result)}${noticesSection(analysis.result)}${chartsSection(analysis.result, charts)}${sizeTable(analysis.result)}${provenance(analysis.result)}${definitions()}`;

const titleOf = ({ result }: Analysis): string => `${result.function.name}, ${result.scenario.name}: Kelvin report`;

const drawable = (charts: ReturnType<typeof chartsOf>) =>
  charts.flatMap(({ id, spec }) => (spec === undefined ? [] : [{ id, spec }]));
