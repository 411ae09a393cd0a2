import { CredentialsKeeper } from './credentials-keeper.js';
import type { Credentials, DriveContext, DriveEnd, DriveOptions } from './drive.js';
import { DrivingThread } from './driving-thread.js';
import { groupsOf, type PhaseGroup } from './stretches.js';

/** What drives a group, in a thread of its own. */
const THREADS: Readonly<Record<PhaseGroup['kind'], URL>> = {
  open: new URL('./thread.js', import.meta.url),
  closed: new URL('../closed/thread.js', import.meta.url),
};

/**
 * Drives one load: all its phases in their order, each request when it is due. Latencies count from then; nothing that the
 * calling thread does delays a request.
 *
 * @throws whatever the first asking for credentials or a callback throws; and an error that says so when the driver's
 *   thread has died, after all records that it had made were handed on.
 */
export async function drive(options: DriveOptions, context: DriveContext): Promise<DriveEnd> {
  return new Drive(options, context).run();
}

class Drive {
  readonly #options: DriveOptions;
  readonly #context: DriveContext;
  #credentials: Credentials | undefined;
  #thread: DrivingThread | undefined;
  #beganMs: number | undefined;
  #arrivals = 0;
  #sent = 0;

  constructor(options: DriveOptions, context: DriveContext) {
    this.#options = options;
    this.#context = context;
  }

  async run(): Promise<DriveEnd> {
    const { credentials } = this.#context;
    const keeper = credentials === undefined ? undefined : new CredentialsKeeper(credentials, (it) => this.#renew(it));
    try {
      await keeper?.begin();
      for (const group of groupsOf(this.#options.phases)) {
        if (this.#context.signal.aborted) return 'ended';
        const end = await this.#drive(group);
        if (end !== 'complete') return end;
      }
      return 'complete';
    } finally {
      keeper?.end();
    }
  }

  #renew(credentials: Credentials): void {
    this.#credentials = credentials;
    this.#thread?.renew(credentials);
  }

  async #drive(group: PhaseGroup): Promise<DriveEnd> {
    const { maxRequests } = this.#options;
    if (maxRequests !== undefined && this.#sent >= maxRequests) return 'max-requests';
    const { signal, onRequests, onBeat, onBegin } = this.#context;
    this.#thread = new DrivingThread(
      {
        options: {
          ...this.#options,
          phases: group.phases,
          ...(maxRequests === undefined ? {} : { maxRequests: maxRequests - this.#sent }),
        },
        firstArrival: this.#arrivals,
        ...(this.#beganMs === undefined ? {} : { beganMs: this.#beganMs }),
        ...(this.#credentials === undefined ? {} : { credentials: this.#credentials }),
      },
      {
        signal,
        onRequests,
        onBeat,
        onBegun: ({ at, beganMs }) => {
          if (this.#beganMs === undefined) onBegin?.(at);
          this.#beganMs ??= beganMs;
        },
      },
      THREADS[group.kind],
    );
    try {
      const { end, sent, arrivals } = await this.#thread.ended();
      this.#sent += sent;
      this.#arrivals += arrivals;
      return end;
    } finally {
      this.#thread = undefined;
    }
  }
}
