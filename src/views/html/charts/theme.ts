import type { Config } from 'vega-lite';

/** Measured on a canvas, so no CSS variable will do here. */
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** Colours are the page's CSS variables: the SVG follows light, dark and print by itself. */
export const THEME: Config = {
  background: 'transparent',
  font: FONT,
  padding: { left: 0, right: 4, top: 10, bottom: 4 },
  autosize: { type: 'fit-x', contains: 'padding' },
  view: { stroke: null },
  axis: {
    domain: false,
    ticks: false,
    gridColor: 'var(--line)',
    labelColor: 'var(--muted)',
    labelFontSize: 11,
    labelPadding: 6,
    labelOverlap: 'greedy',
    labelSeparation: 4,
    titleColor: 'var(--muted)',
    titleFontSize: 11,
    titleFontWeight: 'normal',
    titlePadding: 8,
  },
  axisX: { domain: true, domainColor: 'var(--muted)', ticks: true, tickColor: 'var(--muted)', tickSize: 4 },
  aria: false,
};
