export interface Throttle {
  /** Asks for a run of the action: at once if none was lately, else when the interval is over. */
  request(): void;
  /** Forgets a run that still waits; its timer would keep the process alive. */
  cancel(): void;
}

/** At most one run an interval, and always one after the last request. */
export function throttle(action: () => void, intervalMs: number): Throttle {
  let timer: NodeJS.Timeout | undefined;
  let waiting = false;
  const run = () => {
    waiting = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (waiting) run();
    }, intervalMs);
    action();
  };
  return {
    request() {
      if (timer === undefined) run();
      else waiting = true;
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
      waiting = false;
    },
  };
}
