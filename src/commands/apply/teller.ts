import type { PriceBook } from '../../pricing/index.js';
import type { ApplyEnd, ApplyHeader, ApplyLine, ApplyRecordingWriter, ApplyStep } from '../../recording/index.js';
import { epochMilliseconds } from '../../units/index.js';
import { openApplyView } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import { humanStream } from '../human-stream.js';
import type { RunControl } from '../interrupt.js';
import { Redraw } from '../redraw.js';
import { Progress } from './progress.js';

export interface TellerParts {
  readonly header: ApplyHeader;
  readonly books: readonly PriceBook[] | undefined;
  readonly control: RunControl;
  /** What a Ctrl-C does that the live view reads as a key. */
  readonly interrupt: () => void;
  readonly options: RawOptions;
  readonly io: Io;
}

/** Writes what happens to the recording and shows it, in this order. To be ended. */
export interface Teller {
  /** What happens now. */
  tell(line: string): void;
  /** What stays to be read. */
  note(line: string): void;
  append(line: ApplyLine): void;
  blockOver(line: string): void;
  onStep(step: ApplyStep): void;
  onRollBack(why: string): void;
  end(end: Omit<ApplyEnd, 'type' | 'at'>): Promise<void>;
}

export async function openTeller(parts: TellerParts, writer: ApplyRecordingWriter): Promise<Teller> {
  const progress = new Progress(parts.header, parts.books);
  const view = await openView(parts);
  const redraw = new Redraw(() => view.update(progress.now()));
  const now = () => epochMilliseconds(Date.now());
  const turnTo: Progress['turnTo'] = (...to) => {
    progress.turnTo(...to);
    redraw.now();
  };
  const tell = (line: string): void => {
    view.tell(line);
    turnTo(line);
  };
  const note = (line: string): void => view.note(line);
  const append = (line: ApplyLine): void => {
    writer.append(line);
    progress.add(line);
    redraw.now();
  };
  turnTo('measuring both sizes afresh');
  return {
    ...{ tell, note, append },
    blockOver(line) {
      progress.lookAgain();
      tell(line);
    },
    onStep: (step) => append({ type: 'step', at: now(), step }),
    onRollBack(why) {
      note(`rolling back: ${why}`);
      turnTo('rolling back', 'finishing');
    },
    async end(end) {
      redraw.end();
      try {
        writer.append({ type: 'end', at: now(), ...end });
      } finally {
        writer.close();
        progress.turnTo('done', 'done');
        view.update(progress.now());
        await view.close();
      }
    },
  };
}

const openView = ({ options, io, control, interrupt }: TellerParts) =>
  openApplyView({
    ...{ stdin: io.stdin, env: io.env, stdout: humanStream(options, io), noTui: options.tui === false },
    onStop: () => control.end('stopped'),
    onInterrupt: interrupt,
  });
