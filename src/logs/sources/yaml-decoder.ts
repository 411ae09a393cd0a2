import { parse } from 'yaml';
import { type Decoder, EXCERPT, MOST_EVENT_BYTES, type Outlet, TOO_LONG } from './decoder.js';
import { LineCutter } from './lines.js';
import { openValue } from './open-value.js';

/** `aws logs … --output yaml` (version 2): a list below `events:`, parsed an event at a time. */
export class YamlDecoder implements Decoder {
  readonly #out: Outlet;
  readonly #lines = new LineCutter(MOST_EVENT_BYTES, (...line) => this.#take(...line));
  /** Of the list: the command writes none, other tools some. */
  #indent: string | undefined;
  #item: string[] = [];
  #length = 0;
  #line = 1;

  constructor(out: Outlet) {
    this.#out = out;
  }

  write(chunk: Buffer): void {
    this.#lines.write(chunk);
  }

  end(): void {
    this.#lines.end();
    this.#give();
    this.#out.sink.end();
  }

  #take(line: string, number: number, bytes: number): void {
    this.#indent ??= /^ *(?=- )/.exec(line)?.[0];
    const begins = this.#indent !== undefined && line.startsWith(`${this.#indent}- `);
    if (begins || /^\w/.test(line)) this.#give();
    if (begins) this.#line = number;
    if (!begins && this.#item.length === 0) return;
    this.#length += bytes + 1;
    if (this.#length <= MOST_EVENT_BYTES) this.#item.push(line);
  }

  #give(): void {
    const text = this.#item.join('\n');
    const tooLong = this.#length > MOST_EVENT_BYTES;
    this.#item = [];
    this.#length = 0;
    if (text === '') return;
    const value = tooLong ? undefined : parseItem(text);
    const opened = value !== undefined && openValue(value, this.#out.hints, this.#line, this.#out);
    if (!opened)
      this.#out.unreadable(tooLong ? TOO_LONG : 'is no log event in YAML', this.#line, text.slice(0, EXCERPT));
  }
}

function parseItem(text: string): unknown {
  try {
    return (parse(text, { logLevel: 'silent' }) as unknown[])[0];
  } catch {
    return undefined;
  }
}
