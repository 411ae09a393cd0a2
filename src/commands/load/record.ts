import { type LoadEnd, type LoadHeader, type LoadLine, LoadRecordingWriter } from '../../recording/index.js';
import type { CallRecord } from '../../target/index.js';
import { epochMilliseconds } from '../../units/index.js';
import { type LoadView, openLoadView } from '../../views/terminal/index.js';
import { hearCalls } from '../calls-heard.js';
import type { Io, RawOptions } from '../command.js';
import { endOfThrown } from '../end-of-thrown.js';
import { humanStream } from '../human-stream.js';
import type { RunControl } from '../interrupt.js';

/** What is told at once to the recording, which must lose nothing, and to the view, which may. */
export interface Teller {
  readonly view: LoadView;
  /** @throws RecordingError when the disk is full. */
  write(lines: readonly LoadLine[]): void;
}

export interface RecordParts {
  readonly path: string;
  readonly header: LoadHeader;
  readonly control: RunControl;
  /** What a Ctrl-C does that the live view reads as a key. */
  readonly interrupt: () => void;
  /** None where an address is all that is known. */
  readonly connection?: { readonly calls: CallRecord } | undefined;
  readonly causeOf: (error: unknown) => unknown;
  readonly options: RawOptions;
  readonly io: Io;
}

/** Opens recording and view, has the load done, and ends both in order, whatever happens meanwhile. */
export async function record(parts: RecordParts, measure: (teller: Teller) => Promise<void>): Promise<void> {
  const { control } = parts;
  const writer = LoadRecordingWriter.create(parts.path, parts.header);
  const view = await openView(parts);
  const heard = hearCalls(parts.connection?.calls, (line) => view.note(line));
  let end: Omit<LoadEnd, 'type' | 'at'> = { reason: 'failed' };
  try {
    await measure({ view, write: (lines) => writer.append(lines) });
    end = { reason: control.reason ?? 'complete' };
  } catch (error) {
    const thrown = endOfThrown(error, control, parts.causeOf);
    end = thrown.end;
    if ('cause' in thrown) throw thrown.cause;
  } finally {
    try {
      writer.append([{ type: 'end', at: epochMilliseconds(Date.now()), ...end, ...heard.endPart() }]);
    } finally {
      writer.close();
      await view.close();
    }
  }
}

function openView({ header, options, io, control, interrupt }: RecordParts): Promise<LoadView> {
  const { env, stdin } = io;
  return openLoadView({
    ...{ header, stdin, env, stdout: humanStream(options, io), noTui: options.tui === false },
    onStop: () => control.end('stopped'),
    onInterrupt: interrupt,
  });
}
