import { DRAW_CHARTS } from './browser-script.js';
import { type Chart, THEME } from './charts/index.js';
import { chartLibraries } from './libraries.js';
import { html, jsonForScript, Markup } from './markup.js';
import { contentSecurityPolicy } from './security-policy.js';
import { STYLE } from './style.js';

/**
 * A report as one file that needs no network and makes no request: charts by vega-lite, whose libraries are inlined. It is
 * a function of its contents alone, byte for byte, so that two reports can be compared and one can be cached.
 *
 * @param ownStyle what only this kind of report has
 */
export async function framed(title: string, body: Markup, charts: readonly Chart[], ownStyle = ''): Promise<string> {
  const scripts = [...(await chartLibraries()), DRAW_CHARTS];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(ownStyle === '' ? STYLE : `${STYLE}\n${ownStyle}`)}</style>
</head>
<body>
<main>
${body}</main>
<script type="application/json" id="charts">${jsonForScript({ config: THEME, charts: drawable(charts) })}</script>
${scripts.map((script) => html`<script>${new Markup(script)}</script>\n`)}</body>
</html>
`.text;
}

const drawable = (charts: readonly Chart[]) =>
  charts.flatMap(({ id, spec }) => (spec === undefined ? [] : [{ id, spec }]));
