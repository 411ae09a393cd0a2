/** One log event of a function or an extension. */
export interface Output {
  /** Without the newline at its end; a framed message may have others within. */
  readonly text: string;
  /** A text had no newline at its end: AWS's Python client writes errors so, and CloudWatch Logs shows them so. */
  readonly endsOpen: boolean;
}

/** CloudWatch takes events of up to 256 KB. What is longer is cut into several. */
const MAX_EVENT_BYTES = 262_144;
const NEWLINE = 0x0a;
/** With it begin the frames of text (0xa55a0003) and of JSON (0xa55a0002), to whose last byte the level is added. */
const MAGIC = Buffer.from([0xa5, 0x5a, 0x00]);
/** Type, length and time, before the message. */
const FRAME_HEAD = 16;

/**
 * Cuts what processes write into log events: a line each, and each message that comes in a frame, by which AWS's runtimes
 * keep a message of several lines together (aws-lambda-nodejs-runtime-interface-client, log-patch, read 2026-11). On AWS
 * frames have a descriptor of their own. Here they come between the lines, so that all keep their order; they cannot be
 * taken for text, as no UTF-8 begins with 0xa5, and ends like this where it stands within a character.
 */
export class OutputReader {
  readonly #onOutput: (output: Output) => void;
  #rest: Buffer = Buffer.alloc(0);
  /** What is missing of the frame that is being read. */
  #frameLeft = 0;
  /** Or JSON, of which the end is known without a newline. */
  #isTextFrame = true;

  constructor(onOutput: (output: Output) => void) {
    this.#onOutput = onOutput;
  }

  push(chunk: Buffer): void {
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let position = 0;
    let frame = data.indexOf(MAGIC);
    for (;;) {
      if (frame >= 0 && frame < position) frame = data.indexOf(MAGIC, position);
      const next = this.#frameLeft > 0 ? this.#takeFrame(data, position) : this.#take(data, position, frame);
      if (next === undefined) break;
      position = next;
    }
    this.#rest = position === 0 ? data : Buffer.from(data.subarray(position));
  }

  /** Hands over what came last, without a newline. */
  end(): void {
    if (this.#rest.length > 0) this.#emit(this.#rest, true);
    this.#rest = Buffer.alloc(0);
    this.#frameLeft = 0;
  }

  /** @returns where to go on; undefined where more has to come in first. */
  #take(data: Buffer, position: number, frame: number): number | undefined {
    if (frame === position) {
      if (data.length < position + FRAME_HEAD) return undefined;
      this.#frameLeft = data.readUInt32BE(position + 4);
      this.#isTextFrame = ((data[position + 3] ?? 0) & 1) === 1;
      return position + FRAME_HEAD;
    }
    const newline = data.indexOf(NEWLINE, position);
    if (newline >= 0 && (frame < 0 || newline < frame)) {
      this.#emit(data.subarray(position, newline), false);
      return newline + 1;
    }
    const end = frame >= 0 ? frame : data.length;
    if (frame < 0 && end - position <= MAX_EVENT_BYTES) return undefined;
    return this.#emitPart(data, position, end);
  }

  #takeFrame(data: Buffer, position: number): number | undefined {
    const end = position + this.#frameLeft;
    if (end <= data.length) {
      this.#frameLeft = 0;
      const isOpen = data[end - 1] !== NEWLINE;
      this.#emit(data.subarray(position, isOpen ? end : end - 1), isOpen && this.#isTextFrame);
      return end;
    }
    if (data.length - position <= MAX_EVENT_BYTES) return undefined;
    const next = this.#emitPart(data, position, data.length);
    this.#frameLeft -= next - position;
    return next;
  }

  #emitPart(data: Buffer, position: number, end: number): number {
    const cut = Math.min(end, characterStart(data, position + MAX_EVENT_BYTES));
    this.#emit(data.subarray(position, cut), true);
    return cut;
  }

  #emit(bytes: Buffer, endsOpen: boolean): void {
    let position = 0;
    while (bytes.length - position > MAX_EVENT_BYTES) {
      const cut = characterStart(bytes, position + MAX_EVENT_BYTES);
      this.#onOutput({ text: bytes.toString('utf8', position, cut), endsOpen: true });
      position = cut;
    }
    this.#onOutput({ text: bytes.toString('utf8', position), endsOpen });
  }
}

/** The start of the character that a position lies in. */
function characterStart(data: Buffer, position: number): number {
  let start = position;
  while (start > position - 3 && ((data[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}
