/**
 * The one script of ours that runs in the browser. Colours are CSS variables inside the SVG, so light, dark and print
 * need no second drawing; a chart that fails to draw says so, and the table has its figures.
 *
 * What is in view, or a screen away from it, is drawn at once; the others wait for moments without anything to do, a few at
 * a time, and for print: a check of six sizes has 78 charts, which held the page for 1.5 s. Where a chart is to come its height
 * is kept, so that what somebody reads does not move.
 */
export const DRAW_CHARTS = `
(() => {
  const { config, charts } = JSON.parse(document.getElementById('charts').textContent);
  const waiting = new Map(charts.map(({ id, spec }) => [document.getElementById(id), spec]));
  const AXIS = 54;
  const draw = (place) => {
    const spec = waiting.get(place);
    if (spec === undefined) return;
    waiting.delete(place);
    const failed = (error) => {
      place.textContent = 'This chart could not be drawn; the table below has its figures.';
      console.error(error);
    };
    try {
      const view = new vega.View(vega.parse(vegaLite.compile(spec, { config }).spec), {
        renderer: 'svg', container: place, hover: false, logLevel: vega.Warn,
      });
      view.runAsync().then(() => {
        place.style.minHeight = '';
        place.dataset.drawn = 'true';
      }, failed);
    } catch (error) {
      failed(error);
    }
  };
  for (const [place, { height }] of waiting) {
    if (typeof height === 'number') place.style.minHeight = height + AXIS + 'px';
  }
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) draw(target);
  }, { rootMargin: '100%' });
  for (const place of waiting.keys()) near.observe(place);
  const SOON = { timeout: 200 };
  const whenIdle = (then) => window.requestIdleCallback ? requestIdleCallback(then, SOON) : setTimeout(then, 20);
  const drawSome = (deadline) => {
    for (const place of waiting.keys()) {
      draw(place);
      if (!(deadline?.timeRemaining() > 15)) break;
    }
    if (waiting.size > 0) whenIdle(drawSome);
  };
  whenIdle(drawSome);
  addEventListener('beforeprint', () => [...waiting.keys()].forEach(draw));
})();
`;
