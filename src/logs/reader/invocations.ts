import type { LogRecord, PlatformEvent } from '../platform-event.js';
import { Attempt, type Reported, recordOf } from './attempt.js';
import { OpenAttempts } from './open-attempts.js';
import type { LogFormat, Scope } from './scope.js';
import { type Trouble, troubleOf } from './trouble.js';

/** Lines about a failure are written in the same moment as the REPORT; this many events cover many environments. */
const LATER_EVENTS = 256;
/** Attempts held at a time, whatever the source: a few megabytes. The oldest is settled when one more begins. */
const MOST_OPEN = 8192;

const isId = (text: string): boolean => /^[\w-]+$/.test(text);
const keyOf = (scope: Scope, id: string): string => (scope.logStream === undefined ? id : `${scope.logStream} ${id}`);

/**
 * Which REPORTs count, and what else a log says about their invocations.
 *
 * A function can print anything, a whole REPORT included. AWS writes START before and END and REPORT after an invocation,
 * and a function cannot write before its START or after its END. Hence, for each log stream, or for the whole source where
 * the container names none:
 *
 * 1. Where no START or END has been seen, every REPORT counts: the log is filtered to REPORTs, or begins in the middle of
 *    an invocation. Two with one request id are two attempts: Lambda repeats asynchronous events under their id.
 * 2. From the first START or END on, a REPORT counts only when its id had one: else a function printed it.
 * 3. A REPORT before its END is provisional. When a second follows (with or without END between them), the first was the
 *    function's own print, as AWS's comes last. When none follows it counts: END may be filtered out.
 * 4. Once a REPORT has followed its END the invocation is complete: another is printed by a later one. A new START with
 *    the same id is a new attempt.
 *
 * JSON logs have platform.start for START and platform.runtimeDone for END. The latter is hidden at the default level, so
 * there every report is provisional until something settles it; at level WARN platform.start is hidden too, and rule 1
 * holds. Text and JSON functions mixed in one source without stream names have marks of their own each.
 *
 * Streams that are interleaved without names do not disturb each other, as all rules go by request id. What remains: a
 * function that prints its own REPORT and is then cut off before AWS's; and one that prints before the first START.
 *
 * Lines that tell a failure stand before or after the REPORT, so a complete invocation waits for the next START of its
 * stream, or without stream names until LATER_EVENTS more events of the platform have passed.
 */
export class Invocations {
  readonly #emit: (record: LogRecord) => void;
  /** Not yet given out, by scope and id, oldest first. */
  readonly #open = new OpenAttempts();
  /** The one that began last: events of one invocation mostly follow each other. */
  #last: Attempt | undefined;
  /** Complete ones of sources without stream names, oldest first. */
  readonly #waiting: Attempt[] = [];
  /** How many of them are given out. */
  #given = 0;
  #events = 0;
  /** The event at which the next of them is. */
  #due = Number.POSITIVE_INFINITY;
  lookAlikes = 0;
  unfinished = 0;

  constructor(emit: (record: LogRecord) => void) {
    this.#emit = emit;
  }

  /** Takes in one event of the platform. */
  add(event: PlatformEvent, format: LogFormat, scope: Scope, told: Omit<Reported, 'report'>): void {
    if (event.kind === 'report') this.report({ report: event.report, ...told }, format, scope);
    else if (event.kind === 'start' || event.kind === 'end') {
      if (!isId(event.requestId)) return;
      if (event.kind === 'start') this.start(event.requestId, event.version, format, scope);
      else this.ended(event.requestId, format, scope);
    } else {
      const trouble = troubleOf(event);
      if (trouble !== undefined) this.#trouble(trouble, format, scope);
      this.#passed();
    }
  }

  /** Gives out what is left. */
  end(): void {
    while (this.#open.oldest !== undefined) this.#settle(this.#open.oldest);
  }

  start(id: string, version: string | undefined, format: LogFormat, scope: Scope): void {
    scope.marked[format] = true;
    const known = this.#known(id, scope);
    if (scope.logStream !== undefined) for (const attempt of scope.reported) this.#settle(attempt);
    // A START that is there twice, the second perhaps the function's own print, opens one attempt.
    if (known?.started === true && known.reported === undefined) return;
    // Known by its END or a failure alone, whose REPORT is missing: that attempt is over.
    if (known !== undefined) this.#settle(known);
    this.#begin(id, scope, version).started = true;
    this.#passed();
  }

  ended(id: string, format: LogFormat, scope: Scope): void {
    scope.marked[format] = true;
    this.#running(id, scope).ended = true;
    this.#passed();
  }

  report(reported: Reported, format: LogFormat, scope: Scope): void {
    const id = reported.report.requestId;
    const known = id === undefined ? undefined : this.#known(id, scope);
    if (known === undefined && scope.marked[format]) this.lookAlikes++;
    else if (id === undefined) this.#emit(recordOf(new Attempt('', scope, undefined), reported));
    else if (known?.complete === true) this.lookAlikes++;
    else this.#count(known, id, reported, format, scope);
    this.#passed();
  }

  /** A REPORT that counts for now: the last one of its invocation so far. */
  #count(known: Attempt | undefined, id: string, reported: Reported, format: LogFormat, scope: Scope): void {
    let attempt = known ?? this.#begin(id, scope, undefined);
    if (attempt.reported !== undefined && scope.marked[format]) this.lookAlikes++;
    else if (attempt.reported !== undefined) {
      this.#settle(attempt);
      attempt = this.#begin(id, scope, undefined);
    }
    attempt.reported = reported;
    if (scope.logStream !== undefined) scope.reported.add(attempt);
    if (!attempt.ended) return;
    attempt.complete = true;
    if (scope.logStream !== undefined) return;
    attempt.due = this.#events + LATER_EVENTS;
    if (this.#due > attempt.due) this.#due = attempt.due;
    this.#waiting.push(attempt);
  }

  #trouble({ id, failure, isEnd }: Trouble, format: LogFormat, scope: Scope): void {
    const known = this.#known(id, scope);
    if (known === undefined && scope.marked[format]) return;
    const attempt = isEnd ? this.#running(id, scope) : (known ?? this.#begin(id, scope, undefined));
    if (failure !== undefined) attempt.failure ??= failure;
    if (isEnd) attempt.ended = true;
  }

  /** The attempt that an END belongs to: a complete one has had its END, so this one is of the next. */
  #running(id: string, scope: Scope): Attempt {
    const known = this.#known(id, scope);
    if (known?.complete === true) this.#settle(known);
    return known === undefined || known.complete ? this.#begin(id, scope, undefined) : known;
  }

  #known(id: string, scope: Scope): Attempt | undefined {
    const key = keyOf(scope, id);
    return this.#last?.key === key && !this.#last.settled ? this.#last : this.#open.get(key);
  }

  /** The attempt before it with this id, if there was one, is settled. */
  #begin(id: string, scope: Scope, version: string | undefined): Attempt {
    const attempt = new Attempt(keyOf(scope, id), scope, version);
    this.#open.add(attempt);
    this.#last = attempt;
    if (this.#open.size > MOST_OPEN && this.#open.oldest !== undefined) this.#settle(this.#open.oldest);
    return attempt;
  }

  /** One more event has passed: what was complete long enough is given out. */
  #passed(): void {
    if (++this.#events >= this.#due) this.#settleDue();
  }

  #settleDue(): void {
    let next = this.#waiting[this.#given];
    while (next !== undefined && next.due <= this.#events) {
      this.#settle(next);
      next = this.#waiting[++this.#given];
    }
    this.#due = next?.due ?? Number.POSITIVE_INFINITY;
    if (this.#given < LATER_EVENTS) return;
    this.#waiting.splice(0, this.#given);
    this.#given = 0;
  }

  #settle(attempt: Attempt): void {
    if (attempt.settled) return;
    attempt.settled = true;
    this.#open.delete(attempt);
    if (attempt.scope.logStream !== undefined) attempt.scope.reported.delete(attempt);
    if (attempt.reported !== undefined) this.#emit(recordOf(attempt, attempt.reported));
    else if (attempt.started) this.unfinished++;
  }
}
