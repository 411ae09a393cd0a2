import type { LogSink } from '../log-sink.js';
import type { LoggedUnreadable, MessageMeta } from '../platform-event.js';
import { ByteReader } from './byte-reader.js';
import type { Outlet } from './decoder.js';
import { decoderFor } from './detect.js';
import { encodingOf, ToUtf8 } from './encoding.js';
import { fileChunks, streamChunks } from './file-chunks.js';
import { streamFromPath } from './meta.js';
import { whyNotALog } from './not-a-log.js';
import { NothingDecoder } from './plain-decoder.js';
import { LogSourceError } from './source-error.js';
import { unpacked } from './unpack.js';

/** How much of a source is looked at to say what it is. */
const HEAD_BYTES = 64 * 1024;

export interface ReadSourceOptions {
  readonly sink: (source: string, hints: MessageMeta) => LogSink;
  readonly unreadable: (record: LoggedUnreadable) => void;
  /** As they lie on the disk, packed. */
  readonly onBytes?: (count: number) => void;
  /** Waited for between two pieces: whoever takes the records may be slow. */
  readonly pause?: () => Promise<void>;
  readonly signal?: AbortSignal;
  readonly stdin?: NodeJS.ReadableStream;
}

/** Reads one file, or standard input for `-`. @throws LogSourceError where reading fails in the middle. */
export async function readSource(source: string, options: ReadSourceOptions): Promise<void> {
  const outlet = outletFor(source, options);
  try {
    const packed =
      source === '-'
        ? streamChunks(options.stdin ?? process.stdin, options.signal)
        : fileChunks(source, options.signal);
    const bytes = unpacked(counted(packed, options), (problem) => outlet.unreadable(problem));
    await decode(bytes, outlet);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (
      options.signal?.aborted === true ||
      typeof code !== 'string' ||
      (error as NodeJS.ErrnoException).syscall === undefined
    )
      throw error;
    throw new LogSourceError({
      file: source,
      problem: `cannot be read further (${code})`,
      hint: 'see to the disk or the network, then read it again',
    });
  }
}

function outletFor(source: string, options: ReadSourceOptions): Outlet {
  const hints = streamFromPath(source);
  return {
    hints,
    sink: options.sink(source, hints),
    unreadable: (reason, line, text) =>
      options.unreadable({
        kind: 'unreadable',
        line: text ?? '',
        reason,
        place: { source, ...(line === undefined ? {} : { line }) },
      }),
  };
}

async function* counted(chunks: AsyncIterable<Buffer>, { onBytes, pause }: ReadSourceOptions) {
  for await (const chunk of chunks) {
    onBytes?.(chunk.length);
    await pause?.();
    yield chunk;
  }
}

async function decode(bytes: AsyncIterable<Buffer>, out: Outlet): Promise<void> {
  const input = new ByteReader(bytes);
  try {
    const raw = await input.exactly(HEAD_BYTES);
    const encoding = new ToUtf8(encodingOf(raw));
    const head = encoding.convert(raw);
    const problem = whyNotALog(head);
    if (problem !== undefined) {
      new NothingDecoder(out).end();
      out.unreadable(problem);
      return;
    }
    const decoder = decoderFor(head, out);
    decoder.write(head);
    for await (const chunk of input.rest()) decoder.write(encoding.convert(chunk));
    decoder.end();
  } finally {
    await input.close();
  }
}
