import net = require('node:net');

/** What a process in an environment's network is asked to open there. */
export interface Wish {
  readonly id: number;
  readonly kind: 'listen' | 'connect';
  readonly host: string;
  readonly port: number;
}

/** The socket comes with it, unless there is an error. */
export interface Fulfilment {
  readonly id: number;
  readonly error?: { readonly message: string; readonly code?: string };
}

function answer(id: number, handle: net.Server | net.Socket): void {
  const refuse = ({ message, code }: NodeJS.ErrnoException): void => {
    process.send?.({ id, error: { message, ...(code === undefined ? {} : { code }) } } satisfies Fulfilment);
  };
  handle.once('error', refuse);
  const isOpen = handle instanceof net.Server ? 'listening' : 'connect';
  handle.once(isOpen, () => process.send?.({ id } satisfies Fulfilment, handle));
}

process.on('message', ({ id, kind, host, port }: Wish) => {
  answer(id, kind === 'listen' ? net.createServer().listen(port, host) : net.connect({ host, port, noDelay: true }));
});
// Whoever wanted it is gone, however that ended. There is no 'disconnect' while a socket is on its way to him (Node.js 24).
new net.Socket({ fd: 0, readable: true, writable: false }).once('close', () => process.exit()).resume();
process.on('disconnect', () => process.exit());
