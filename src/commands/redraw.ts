/** How often the view's clock moves while a long invocation runs, or the run is paused. */
const CLOCK_MS = 1000;
/**
 * How long nothing must have happened before it does. Otherwise the view is drawn between two invocations only: the driver
 * has one thread, and an answer that comes while it draws is seen 10 ms late, half a per cent of so long an invocation.
 */
const LONG_MS = 2000;

/** Draws when something has happened, and now and then while nothing does. To be ended. */
export class Redraw {
  readonly #draw: () => void;
  readonly #clock: NodeJS.Timeout;
  #happenedAt = performance.now();

  constructor(draw: () => void) {
    this.#draw = draw;
    this.#clock = setInterval(() => {
      if (performance.now() - this.#happenedAt >= LONG_MS) draw();
    }, CLOCK_MS);
  }

  now(): void {
    this.#happenedAt = performance.now();
    this.#draw();
  }

  end(): void {
    clearInterval(this.#clock);
  }
}
