import { milliseconds } from '../../units/index.js';

/** What a hook before has made is taken away also by a run that is being ended, whose user waits for it. */
export const GRACE_MS = milliseconds(10_000);

/** A signal that is raised some time after another one was. */
export function graceAfter(signal: AbortSignal): { readonly signal: AbortSignal; forget(): void } {
  const own = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    timer = setTimeout(() => own.abort(), GRACE_MS);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return {
    signal: own.signal,
    forget: () => {
      signal.removeEventListener('abort', begin);
      clearTimeout(timer);
    },
  };
}
