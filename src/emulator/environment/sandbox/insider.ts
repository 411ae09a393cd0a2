import { type ChildProcess, type SendHandle, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Fulfilment, Wish } from './inside-network.cjs';
import { reasonOf } from './reason.js';

const SCRIPT = fileURLToPath(new URL('inside-network.cjs', import.meta.url));

interface Waiting {
  readonly resolve: (handle: SendHandle) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A process in the network of an environment, and in nothing else of it, that opens sockets there and passes them out. It
 * takes 40 ms to start and 40 MB while it lives.
 */
export class Insider {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #said = '';
  #asked = 0;

  /** @param into put in front of it: how it gets there */
  constructor(into: readonly string[]) {
    const [program = '', ...args] = [...into, process.execPath, SCRIPT];
    this.#child = spawn(program, args, {
      ...{ cwd: '/', env: {}, detached: true, stdio: ['pipe', 'ignore', 'pipe', 'ipc'] },
    });
    this.#child.stdin?.on('error', () => {});
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-1000);
    });
    this.#child.on('message', (fulfilment: Fulfilment, handle) => this.#take(fulfilment, handle));
    this.#child.on('error', ({ message }) => this.#fail(message));
    this.#child.on('close', () => this.#fail(reasonOf(this.#said)));
  }

  get isAlive(): boolean {
    return this.#child.connected;
  }

  /** @throws what the system says; without a code where nobody is there to ask. */
  open(kind: Wish['kind'], host: string, port: number): Promise<SendHandle> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, kind, host, port } satisfies Wish, (error) => {
        if (error !== null) this.#fail(error.message);
      });
    });
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }

  #take({ id, error }: Fulfilment, handle: SendHandle | undefined): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (handle !== undefined) waiting?.resolve(handle);
    else waiting?.reject(Object.assign(new Error(error?.message ?? 'no socket came'), { code: error?.code }));
  }

  #fail(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}
