/**
 * The one script of ours that runs in the browser. Colours are CSS variables inside the SVG, so light, dark and print
 * need no second drawing; a chart that fails to draw says so, and the table has its figures.
 */
export const DRAW_CHARTS = `
(() => {
  const { config, charts } = JSON.parse(document.getElementById('charts').textContent);
  for (const { id, spec } of charts) {
    const place = document.getElementById(id);
    const failed = (error) => {
      place.textContent = 'This chart could not be drawn; the table below has its figures.';
      console.error(error);
    };
    try {
      const view = new vega.View(vega.parse(vegaLite.compile(spec, { config }).spec), {
        renderer: 'svg', container: place, hover: false, logLevel: vega.Warn,
      });
      view.runAsync().then(() => { place.dataset.drawn = 'true'; }, failed);
    } catch (error) {
      failed(error);
    }
  }
})();
`;
