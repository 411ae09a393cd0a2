import { megabytes, milliseconds } from '../../units/index.js';
import type { Report } from '../report.js';
import { Literal } from './literal.js';

/**
 * The three lines that every invocation has, exactly as AWS writes them, read from bytes: START, END, and a REPORT without
 * status or anything else unusual. Whatever deviates by one byte is left to the general grammar, which reads the same from
 * the same line (a property test compares them). Four lines in five of a log are the application's own and five in six of
 * the rest are these, so the speed of a log reader is decided here.
 */
const START = new Literal('START RequestId: ');
const VERSION = new Literal(' Version: ');
const LATEST = new Literal('$LATEST\n');
const END = new Literal('END RequestId: ');
const REPORT = new Literal('REPORT RequestId: ');
const DURATION = new Literal('\tDuration: ');
const BILLED = new Literal(' ms\tBilled Duration: ');
const MEMORY = new Literal(' ms\tMemory Size: ');
const USED = new Literal(' MB\tMax Memory Used: ');
const INIT = new Literal(' MB\tInit Duration: ');
const LAST_MB = new Literal(' MB\t\n');
const LAST_MS = new Literal(' ms\t\n');
const TRACE = new Literal('XRAY TraceId: 1-');
const SEGMENT = new Literal('\tSegmentId: ');
const SAMPLED = new Literal('\tSampled: true\t\n');

const ID_LENGTH = 36;
const TRACE_LENGTH = 33;
const SEGMENT_LENGTH = 16;
const NEWLINE = 10;
const ZERO = 48;
const POINT = 46;
/** More digits than any field has, few enough for an exact number. */
const MOST_DIGITS = 12;
const TENS = Array.from({ length: MOST_DIGITS + 1 }, (_, digits) => 10 ** digits);

/** Bytes of a request id: digits, small letters and the hyphen. */
const IN_ID = new Uint8Array(256);
for (const byte of Buffer.from('0123456789abcdefghijklmnopqrstuvwxyz-')) IN_ID[byte] = 1;

/** No canonical line is longer, with the X-Ray line below it: numbers have at most `MOST_DIGITS` digits and a point. */
export const LONGEST_CANONICAL = 512;

/**
 * Reads lines where they lie in a buffer. At least `LONGEST_CANONICAL` bytes must follow `at`. What was read stands in `id`,
 * `version` and `next` (where the next line begins) until the next call.
 */
export class CanonicalLines {
  id = '';
  /** `$LATEST` or a number. */
  version = '';
  next = 0;
  #buffer: Buffer = Buffer.alloc(0);
  #view: DataView = new DataView(this.#buffer.buffer);
  /** The bytes of `id`, which stands in three lines of an invocation: one string for them all. */
  readonly #idBytes = new DataView(new ArrayBuffer(ID_LENGTH));

  /** From here on, lines are read from this buffer. */
  in(buffer: Buffer): void {
    this.#buffer = buffer;
    this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  }

  start(at: number): boolean {
    const version = at + START.length + ID_LENGTH + VERSION.length;
    if (!START.stands(this.#view, at) || !VERSION.stands(this.#view, version - VERSION.length)) return false;
    if (LATEST.stands(this.#view, version)) {
      this.version = '$LATEST';
      this.next = version + LATEST.length;
    } else {
      const end = this.#afterDigits(version);
      if (end === version || end - version > MOST_DIGITS || this.#buffer[end] !== NEWLINE) return false;
      this.version = this.#buffer.toString('latin1', version, end);
      this.next = end + 1;
    }
    return this.#readId(at + START.length);
  }

  end(at: number): boolean {
    const end = at + END.length + ID_LENGTH;
    if (!END.stands(this.#view, at) || this.#buffer[end] !== NEWLINE) return false;
    this.next = end + 1;
    return this.#readId(at + END.length);
  }

  report(at: number): Report | undefined {
    if (!REPORT.stands(this.#view, at)) return undefined;
    const duration = this.#numberBehind(DURATION, at + REPORT.length + ID_LENGTH);
    const billed = this.#numberBehind(BILLED, this.next);
    const memory = this.#numberBehind(MEMORY, this.next);
    const used = this.#numberBehind(USED, this.next);
    if (duration < 0 || billed < 0 || memory < 0 || used < 0) return undefined;
    const isWarm = LAST_MB.stands(this.#view, this.next);
    const init = isWarm ? 0 : this.#numberBehind(INIT, this.next);
    if (init < 0 || !(isWarm || LAST_MS.stands(this.#view, this.next))) return undefined;
    this.next += LAST_MB.length;
    if (!this.#readId(at + REPORT.length)) return undefined;
    const requestId = this.id;
    const durationMs = milliseconds(duration);
    const billedDurationMs = milliseconds(billed);
    const memorySizeMB = megabytes(memory);
    const maxMemoryUsedMB = megabytes(used);
    if (isWarm) return { requestId, durationMs, billedDurationMs, memorySizeMB, maxMemoryUsedMB };
    const initDurationMs = milliseconds(init);
    return { requestId, durationMs, billedDurationMs, memorySizeMB, maxMemoryUsedMB, initDurationMs };
  }

  /** Adds the X-Ray line at `next` to the report above it. */
  traced(report: Report): Report | undefined {
    const trace = this.next + TRACE.length;
    const segment = trace + TRACE_LENGTH + SEGMENT.length;
    const sampled = segment + SEGMENT_LENGTH;
    if (!TRACE.stands(this.#view, this.next) || !SEGMENT.stands(this.#view, trace + TRACE_LENGTH)) return undefined;
    if (!SAMPLED.stands(this.#view, sampled) || !this.#isId(trace, TRACE_LENGTH)) return undefined;
    if (!this.#isId(segment, SEGMENT_LENGTH)) return undefined;
    this.next = sampled + SAMPLED.length;
    const xrayTraceId = `1-${this.#buffer.toString('latin1', trace, trace + TRACE_LENGTH)}`;
    const xraySegmentId = this.#buffer.toString('latin1', segment, sampled);
    return { ...report, xrayTraceId, xraySegmentId, xraySampled: true };
  }

  #readId(at: number): boolean {
    let isSame = true;
    for (let index = 0; isSame && index < ID_LENGTH; index += 4) {
      isSame = this.#view.getUint32(at + index) === this.#idBytes.getUint32(index);
    }
    if (isSame) return true;
    if (!this.#isId(at, ID_LENGTH)) return false;
    for (let index = 0; index < ID_LENGTH; index += 4) this.#idBytes.setUint32(index, this.#view.getUint32(at + index));
    this.id = this.#buffer.toString('latin1', at, at + ID_LENGTH);
    return true;
  }

  #isId(at: number, length: number): boolean {
    for (let index = at; index < at + length; index++) if (IN_ID[this.#buffer[index] ?? 0] === 0) return false;
    return true;
  }

  /** The number behind this text, or a negative one where either is not there. After a failure nothing is found. */
  #numberBehind(text: Literal, at: number): number {
    if (at < 0 || !text.stands(this.#view, at)) return this.#fail();
    const from = at + text.length;
    let value = 0;
    let next = from;
    let decimals = 0;
    const most = from + MOST_DIGITS;
    for (let digit = this.#digitAt(next); digit >= 0 && next < most; digit = this.#digitAt(++next))
      value = value * 10 + digit;
    if (next === from) return this.#fail();
    if (this.#buffer[next] === POINT) {
      const point = next++;
      for (let digit = this.#digitAt(next); digit >= 0 && next < most; digit = this.#digitAt(++next))
        value = value * 10 + digit;
      decimals = next - point - 1;
      if (decimals === 0) return this.#fail();
    }
    this.next = next;
    // A whole number divided by a power of ten is rounded once: it is the double that is nearest to what was printed.
    return decimals === 0 ? value : value / (TENS[decimals] ?? 1);
  }

  #fail(): number {
    this.next = -1;
    return -1;
  }

  #afterDigits(from: number): number {
    let at = from;
    while (at < from + LONGEST_CANONICAL && this.#digitAt(at) >= 0) at++;
    return at;
  }

  #digitAt(at: number): number {
    const digit = (this.#buffer[at] ?? 0) - ZERO;
    return digit <= 9 ? digit : -1;
  }
}
