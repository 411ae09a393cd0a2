import { megabytes, milliseconds } from '../../units/index.js';
import type { Report } from '../report.js';

/**
 * The three lines that every invocation has, exactly as AWS writes them, read from bytes: START, END, and a REPORT without
 * status or anything else unusual. Whatever deviates by one byte is left to the general grammar, which reads the same from
 * the same line (a property test compares them). Four lines in five of a log are the application's own and five in six of
 * the rest are these, so the speed of a log reader is decided here.
 */
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

const START = bytesOf('START RequestId: ');
const VERSION = bytesOf(' Version: ');
const LATEST = bytesOf('$LATEST');
const END = bytesOf('END RequestId: ');
const REPORT = bytesOf('REPORT RequestId: ');
const DURATION = bytesOf('\tDuration: ');
const BILLED = bytesOf(' ms\tBilled Duration: ');
const MEMORY = bytesOf(' ms\tMemory Size: ');
const USED = bytesOf(' MB\tMax Memory Used: ');
const INIT = bytesOf(' MB\tInit Duration: ');
const LAST_MB = bytesOf(' MB\t');
const LAST_MS = bytesOf(' ms\t');

const TRACE = bytesOf('XRAY TraceId: 1-');
const SEGMENT = bytesOf('\tSegmentId: ');
const SAMPLED = bytesOf('\tSampled: true\t');

const ID_LENGTH = 36;
const TRACE_LENGTH = 33;
const SEGMENT_LENGTH = 16;
const ZERO = 48;
const POINT = 46;
/** More digits than any field has, few enough for an exact number. */
const MOST_DIGITS = 12;
const TENS = Array.from({ length: MOST_DIGITS + 1 }, (_, digits) => 10 ** digits);

/** Bytes of a request id: digits, small letters and the hyphen. */
const IN_ID = new Uint8Array(256);
for (const byte of bytesOf('0123456789abcdefghijklmnopqrstuvwxyz-')) IN_ID[byte] = 1;

/** `$LATEST` or a number. */
export interface CanonicalStart {
  readonly id: string;
  readonly version: string;
}

/** Reads lines that lie in a buffer from `at` up to, not including, `end`. */
export class CanonicalLines {
  /** The id that was read last, which stands in three lines of an invocation: one string for them all. */
  readonly #id = new Uint8Array(ID_LENGTH);
  #idText = '';
  /** Where the number that was read last ends. */
  #next = 0;

  start(buffer: Buffer, at: number, end: number): CanonicalStart | undefined {
    const version = at + START.length + ID_LENGTH + VERSION.length;
    if (version >= end || !stands(START, buffer, at)) return undefined;
    if (!stands(VERSION, buffer, version - VERSION.length)) return undefined;
    const isLatest = end - version === LATEST.length && stands(LATEST, buffer, version);
    if (!isLatest && !areDigits(buffer, version, end)) return undefined;
    const id = this.#idAt(buffer, at + START.length);
    return id === undefined
      ? undefined
      : { id, version: isLatest ? '$LATEST' : buffer.toString('latin1', version, end) };
  }

  end(buffer: Buffer, at: number, end: number): string | undefined {
    if (end - at !== END.length + ID_LENGTH || !stands(END, buffer, at)) return undefined;
    return this.#idAt(buffer, at + END.length);
  }

  report(buffer: Buffer, at: number, end: number): Report | undefined {
    const fields = at + REPORT.length + ID_LENGTH;
    // The shortest one: a digit for each of the four numbers. From here on no look goes past the newline at `end`, which
    // is part of no literal and of no number.
    if (fields + 60 > end || !stands(REPORT, buffer, at)) return undefined;
    const duration = this.#numberBehind(DURATION, buffer, fields);
    const billed = this.#numberBehind(BILLED, buffer, this.#next);
    const memory = this.#numberBehind(MEMORY, buffer, this.#next);
    const used = this.#numberBehind(USED, buffer, this.#next);
    if (duration < 0 || billed < 0 || memory < 0 || used < 0) return undefined;
    const isWarm = end - this.#next === LAST_MB.length && stands(LAST_MB, buffer, this.#next);
    const init = isWarm ? -1 : this.#numberBehind(INIT, buffer, this.#next);
    if (!isWarm && (init < 0 || end - this.#next !== LAST_MS.length || !stands(LAST_MS, buffer, this.#next))) {
      return undefined;
    }
    const requestId = this.#idAt(buffer, at + REPORT.length);
    if (requestId === undefined) return undefined;
    const durationMs = milliseconds(duration);
    const billedDurationMs = milliseconds(billed);
    const memorySizeMB = megabytes(memory);
    const maxMemoryUsedMB = megabytes(used);
    if (isWarm) return { requestId, durationMs, billedDurationMs, memorySizeMB, maxMemoryUsedMB };
    const initDurationMs = milliseconds(init);
    return { requestId, durationMs, billedDurationMs, memorySizeMB, maxMemoryUsedMB, initDurationMs };
  }

  /** Adds the X-Ray line to the report above it. */
  traced(report: Report, buffer: Buffer, at: number, end: number): Report | undefined {
    const trace = at + TRACE.length;
    const segment = trace + TRACE_LENGTH + SEGMENT.length;
    const sampled = segment + SEGMENT_LENGTH;
    const isWhole = end - sampled === SAMPLED.length && stands(TRACE, buffer, at) && stands(SAMPLED, buffer, sampled);
    if (!isWhole || !stands(SEGMENT, buffer, trace + TRACE_LENGTH)) return undefined;
    if (!areInId(buffer, trace, trace + TRACE_LENGTH) || !areInId(buffer, segment, sampled)) return undefined;
    const xrayTraceId = `1-${buffer.toString('latin1', trace, trace + TRACE_LENGTH)}`;
    return { ...report, xrayTraceId, xraySegmentId: buffer.toString('latin1', segment, sampled), xraySampled: true };
  }

  #idAt(buffer: Buffer, at: number): string | undefined {
    let isSame = true;
    for (let index = 0; index < ID_LENGTH; index++) {
      const byte = buffer[at + index] ?? 0;
      if (IN_ID[byte] === 0) return undefined;
      if (this.#id[index] !== byte) isSame = false;
    }
    if (isSame) return this.#idText;
    for (let index = 0; index < ID_LENGTH; index++) this.#id[index] = buffer[at + index] ?? 0;
    this.#idText = buffer.toString('latin1', at, at + ID_LENGTH);
    return this.#idText;
  }

  /** The number behind this text, or a negative one where either is not there. After a failure nothing is found. */
  #numberBehind(text: Uint8Array, buffer: Buffer, at: number): number {
    if (at < 0 || !stands(text, buffer, at)) return this.#fail();
    const from = at + text.length;
    let next = from;
    let value = 0;
    let decimals = 0;
    for (let digit = digitAt(buffer, next); digit >= 0; digit = digitAt(buffer, ++next)) value = value * 10 + digit;
    if (next === from) return this.#fail();
    if (buffer[next] === POINT) {
      const point = next++;
      for (let digit = digitAt(buffer, next); digit >= 0; digit = digitAt(buffer, ++next)) value = value * 10 + digit;
      decimals = next - point - 1;
      if (decimals === 0) return this.#fail();
    }
    if (next - from > MOST_DIGITS) return this.#fail();
    this.#next = next;
    // A whole number divided by a power of ten is rounded once: it is the double that is nearest to what was printed.
    return decimals === 0 ? value : value / (TENS[decimals] ?? 1);
  }

  #fail(): number {
    this.#next = -1;
    return -1;
  }
}

/** Whether these bytes stand there; none of them may be a newline, so that no look goes past a line's end. */
export function stands(text: Uint8Array, buffer: Buffer, at: number): boolean {
  for (let index = 0; index < text.length; index++) if (buffer[at + index] !== text[index]) return false;
  return true;
}

function areInId(buffer: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (IN_ID[buffer[at] ?? 0] === 0) return false;
  return true;
}

function areDigits(buffer: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (digitAt(buffer, at) < 0) return false;
  return true;
}

function digitAt(buffer: Buffer, at: number): number {
  const digit = (buffer[at] ?? 0) - ZERO;
  return digit <= 9 ? digit : -1;
}
