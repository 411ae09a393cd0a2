import type { Decoder, Outlet } from './decoder.js';
import { EXCERPT } from './decoder.js';
import { ElementCutter } from './element-cutter.js';
import { asObject, NEWLINE, parseJson } from './json-bytes.js';
import { isEventArray, metaOf, openValue } from './open-value.js';
import { ValueCutter, type ValueListener } from './value-cutter.js';

/** A value up to this size is read whole, so that what stands after its events (`logGroup`, say) is known in time. */
const WHOLE_BYTES = 8 * 1024 * 1024;
/** One event or record. CloudWatch Logs takes 1 MB in one event, Kinesis 10 MB in one record (limits read 2026-10). */
const ELEMENT_BYTES = 32 * 1024 * 1024;

/** Reads JSON that holds logs: one value of any size, or many. What is no container is an application's own line. */
export class JsonDecoder implements Decoder, ValueListener {
  readonly #out: Outlet;
  readonly #values = new ValueCutter(this);
  #held: Buffer[] = [];
  #length = 0;
  #line = 1;
  #elements: ElementCutter | undefined;
  #strange = 0;

  constructor(out: Outlet) {
    this.#out = out;
  }

  write(chunk: Buffer): void {
    this.#values.write(chunk);
  }

  end(): void {
    if (this.#values.inValue) this.#breakOff('the JSON ends in the middle; whole events before the tear are read');
    this.#out.sink.end();
  }

  begin(line: number): void {
    this.#line = line;
    this.#held = [];
    this.#length = 0;
    this.#elements = undefined;
    this.#strange = 0;
  }

  part(bytes: Buffer): void {
    if (this.#elements !== undefined) {
      this.#elements.write(bytes);
      return;
    }
    this.#held.push(bytes);
    this.#length += bytes.length;
    if (this.#length > WHOLE_BYTES) this.#cut();
  }

  finish(): void {
    if (this.#elements === undefined) this.#readWhole();
    if (this.#strange > 0) this.#out.unreadable('is JSON of no kind that holds logs', this.#line);
    this.begin(this.#line);
  }

  torn(): void {
    this.#breakOff('the JSON breaks off in the middle of a line; whole events before the tear are read');
    this.begin(this.#line);
  }

  stray(bytes: Buffer): void {
    this.#out.sink.text(bytes, this.#out.hints);
  }

  #readWhole(): void {
    const bytes = Buffer.concat(this.#held);
    const value = parseJson(bytes.toString('utf8'));
    if (value === undefined && bytes.includes(NEWLINE)) {
      // What a program prints of an object looks like JSON over several lines; REPORT lines may stand behind it.
      this.stray(Buffer.concat([bytes, Buffer.from([NEWLINE])]));
    } else if (value === undefined) {
      this.#out.unreadable('is not whole JSON', this.#line, bytes.toString('utf8', 0, EXCERPT));
    } else if (bytes.includes(NEWLINE) && holdsEvents(value)) {
      this.#cut();
    } else if (!openValue(value, { ...this.#out.hints, ...metaOf(value) }, this.#line, this.#out)) {
      this.#out.sink.message(JSON.stringify(value), this.#out.hints, this.#line);
    }
  }

  /** From here on, element by element; that also tells the line on which each begins. */
  #cut(): void {
    this.#elements = new ElementCutter(
      {
        element: (text, line, head) => this.#element(text, line, head),
        tooLong: (line) => this.#out.unreadable(`one event is longer than ${ELEMENT_BYTES / 1024 / 1024} MB`, line),
      },
      this.#line,
      ELEMENT_BYTES,
    );
    const held = this.#held;
    this.#held = [];
    for (const bytes of held) this.#elements.write(bytes);
  }

  #element(text: string, line: number, head: unknown): void {
    const object = asObject(head);
    if (object !== undefined && !isEventArray(object)) return;
    const value = parseJson(text);
    if (value === undefined) this.#out.unreadable('is not whole JSON', line, text.slice(0, EXCERPT));
    else if (!openValue(value, { ...this.#out.hints, ...metaOf(head) }, line, this.#out)) this.#strange++;
  }

  #breakOff(reason: string): void {
    if (this.#elements === undefined) this.#cut();
    this.#out.unreadable(reason, this.#line);
  }
}

const holdsEvents = (value: unknown): boolean => {
  const object = asObject(value);
  return object === undefined || Object.keys(object).some((key) => isEventArray({ [key]: object[key] }));
};
