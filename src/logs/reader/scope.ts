import type { MessageMeta } from '../platform-event.js';
import type { Attempt } from './attempt.js';

/** `text` and `json`: a source may mix functions of both formats, and each format has its own marks. */
export type LogFormat = 'text' | 'json';

/** What is known of one log stream, or of a whole source whose container names no streams. */
export class Scope {
  readonly logStream: string | undefined;
  functionName: string | undefined;
  /** From the stream's name: `2024/05/01/[3]abc...`; START says it too. */
  readonly version: string | undefined;
  /** Formats whose START (text: or END) stands in the log above: from there on every invocation has one. */
  readonly marked: Record<LogFormat, boolean> = { text: false, json: false };
  /** Attempts with a report that are not yet given out. */
  readonly reported = new Set<Attempt>();
  /** A START with a space before `Version`, as AWS writes it; the emulator of Managed Instances has a tab. */
  plainStart = false;

  constructor({ logGroup, logStream }: MessageMeta) {
    this.logStream = logStream;
    this.functionName = functionNameOf(logGroup);
    this.version = /^\d{4}\/\d\d\/\d\d\/(?:[\w-]+)?\[([^\]]+)\]/.exec(logStream ?? '')?.[1];
  }
}

/**
 * `/aws/lambda/NAME`. Lambda@Edge puts the home region in front: `/aws/lambda/us-east-1.NAME`; a function's own name has no
 * dot.
 */
function functionNameOf(logGroup: string | undefined): string | undefined {
  const name = /^\/aws\/lambda\/(.+)$/.exec(logGroup ?? '')?.[1];
  return name?.replace(/^[a-z]{2}(?:-[a-z]+)+-\d\./, '');
}

/** Streams that are remembered at a time; a source with more of them open at once forgets the one unused for longest. */
const MOST_SCOPES = 4096;

/** The scopes of one source. */
export class Scopes {
  readonly #named = new Map<string, Scope>();
  #last: Scope;
  #lastGroup: string | undefined;

  constructor() {
    this.#last = new Scope({});
    this.#named.set('', this.#last);
  }

  of(meta: MessageMeta): Scope {
    // Messages of one stream mostly follow each other.
    if (meta.logStream === this.#last.logStream && meta.logGroup === this.#lastGroup) return this.#last;
    this.#lastGroup = meta.logGroup;
    const key =
      meta.logStream === undefined && meta.logGroup === undefined
        ? ''
        : `${meta.logGroup ?? ''}\n${meta.logStream ?? ''}`;
    const known = this.#named.get(key);
    const scope = known ?? new Scope(meta);
    // Set anew, it is the youngest: a map keeps the order in which its keys were set.
    this.#named.delete(key);
    this.#named.set(key, scope);
    const [oldest] = this.#named.keys();
    if (this.#named.size > MOST_SCOPES && oldest !== undefined) this.#named.delete(oldest);
    this.#last = scope;
    return scope;
  }
}
