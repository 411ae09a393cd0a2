import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Seen, ServerKind } from './server-kind.js';

export interface Server {
  readonly url: string;
  /** What it has seen so far. */
  seen(): Promise<Seen>;
  close(): Promise<void>;
}

/** In a process of its own: who measures must not be who is measured. */
export async function startServer(kind: ServerKind): Promise<Server> {
  const child = fork(new URL('./server.js', import.meta.url), [kind], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [port] = (await once(child, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}/`,
    seen: async () => {
      const answer = once(child, 'message');
      child.send('seen');
      const [seen] = (await answer) as [Seen];
      return seen;
    },
    close: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
