import { type Explanation, type Side, withoutAccountIds } from '../../../recording/index.js';
import { type Connection, deleteFunction, type FunctionUnderTest, makeTracedCopy } from '../../../target/index.js';
import { epochMilliseconds, type Megabytes } from '../../../units/index.js';
import { type JournalOptions, keepMadeFunction, newMarker } from '../../open/keep-journal.js';
import type { MeasuredSide } from '../sides/side.js';
import { medians } from './medians.js';
import { type Trace, traceColdStart } from './trace.js';

export interface TracingOptions extends JournalOptions {
  readonly connection: Connection;
  readonly memorySizeMB: Megabytes;
  readonly signal: AbortSignal;
  /** An emulator that ends with the run needs no journal of what was made on it. */
  readonly isEmbedded?: boolean;
}

/** One side, while its cold starts are traced. The first trouble ends it. */
export class TracedSide {
  readonly #traces: Trace[] = [];
  #copy: FunctionUnderTest | undefined;
  #reason: string | undefined;
  constructor(
    readonly side: Side,
    private readonly of: MeasuredSide,
    private readonly options: TracingOptions,
  ) {}

  /** Why nothing is known. What a few cold starts have told counts, whatever ended it then. */
  get reason(): string | undefined {
    return this.#traces.length > 0 ? undefined : this.#reason;
  }

  async traceOnce(): Promise<void> {
    if (this.#reason !== undefined) return;
    const { memorySizeMB, signal } = this.options;
    try {
      this.#copy ??= await this.#makeCopy();
      const trace = await traceColdStart(this.#copy, memorySizeMB, signal);
      if (typeof trace === 'string') this.#reason = withoutAccountIds(trace);
      else this.#traces.push(trace);
    } catch (error) {
      this.#reason = signal.aborted ? 'it was interrupted' : withoutAccountIds((error as Error).message);
    }
  }

  /** Undefined where there is a reason. */
  explanation(): Explanation | undefined {
    const [first] = this.#traces;
    if (first === undefined) return undefined;
    return {
      type: 'explanation',
      side: this.side,
      at: epochMilliseconds(Date.now()),
      memorySizeMB: this.options.memorySizeMB,
      architecture: this.of.architecture,
      language: this.of.configuration.Runtime?.startsWith('python') ? 'python' : 'nodejs',
      ...medians(this.#traces),
      ...(first.hasHooks === false
        ? {
            untraced: `Node.js ${first.version} has no hooks for ES modules: what they import is the time of who asked`,
          }
        : {}),
    };
  }

  /** Removes the copy. What fails here is tried again when the check is over, by whoever is left to do it. */
  async close(): Promise<void> {
    if (this.#copy !== undefined) await deleteFunction(this.options.connection, this.#copy.name).catch(() => {});
  }

  async #makeCopy(): Promise<FunctionUnderTest> {
    const { connection, isEmbedded = false, memorySizeMB, signal } = this.options;
    const marker = newMarker();
    const name = `kelvin-explain-${this.side}-${marker.slice(-12)}`;
    if (!isEmbedded) {
      keepMadeFunction(
        connection,
        this.options,
        { functionName: name, marker },
        `-explain-${this.side}-${memorySizeMB}`,
      );
    }
    return makeTracedCopy(connection, this.of.configuration, { name, marker, signal });
  }
}
