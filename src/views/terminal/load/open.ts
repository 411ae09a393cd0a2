import { clean, wrap } from '../layout/index.js';
import type { LoadView, LoadViewOptions } from './load-view.js';

/** The live screen where there is a terminal for it, plain lines elsewhere. */
export async function openLoadView({ stdout }: LoadViewOptions): Promise<LoadView> {
  const print = (text: string): void => {
    for (const line of wrap(clean(text), stdout.columns || 80)) stdout.write(`${line}\n`);
  };
  return {
    armBegan: ({ memorySizeMB }) => print(memorySizeMB === null ? 'load begins' : `load at ${memorySizeMB} MB`),
    requests: () => undefined,
    reports: () => undefined,
    beat: () => undefined,
    armEnded: ({ reason }) => print(`load ended: ${reason}`),
    activity: print,
    note: print,
    close: async () => undefined,
  };
}
