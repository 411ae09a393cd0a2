import { type Comparison, comparisonsOf } from '../../analysis/index.js';
import type { PriceBook } from '../../pricing/index.js';
import { type CheckEnd, type CheckHeader, type CheckMeasurement, CheckRecordingWriter } from '../../recording/index.js';
import { epochMilliseconds } from '../../units/index.js';
import { openCheckView } from '../../views/terminal/index.js';
import { hearCalls } from '../calls-heard.js';
import type { Io, RawOptions } from '../command.js';
import { endOfThrown } from '../end-of-thrown.js';
import { hooksNote, hooksOf, type RunHooks } from '../hooks/index.js';
import { humanStream } from '../human-stream.js';
import type { RunControl } from '../interrupt.js';
import { Redraw } from '../redraw.js';
import { stopwatch } from '../stopwatch.js';
import type { ExplainedSides } from './explain/explain-sides.js';
import { measureCheck } from './measure/measure-check.js';
import { Progress } from './progress.js';
import type { OpenSides } from './sides/side.js';

export interface RecordParts {
  readonly path: string;
  readonly header: CheckHeader;
  readonly open: OpenSides;
  readonly book: PriceBook;
  /** What to say before it begins. */
  readonly notes: readonly string[];
  /** What the cold starts of both sides load, where that is wanted. */
  readonly explain?: (progress: Progress) => Promise<ExplainedSides>;
  readonly control: RunControl;
  /** What a Ctrl-C does that the live view reads as a key. */
  readonly interrupt: () => void;
  readonly options: RawOptions;
  readonly io: Io;
}

type Ended = Omit<CheckEnd, 'type' | 'at'>;

/** Measures, writing each measurement to the recording as it happens and showing it. Trouble ends up in the last line. */
export async function record(parts: RecordParts): Promise<void> {
  const { header, control } = parts;
  const writer = CheckRecordingWriter.create(parts.path, header);
  const progress = new Progress(header);
  const view = await openView(parts);
  const redraw = new Redraw(() => view.update(progress.now()));
  const show = (): void => redraw.now();
  const heard = hearCalls(parts.open.connection.calls, (line) => view.note(line));
  const { environment, connection, scenario } = parts.open;
  const hooksParts = { environment, connection, signal: control.signal, say: (line: string) => view.note(line) };
  const hooked = hooksOf(scenario.hooks, hooksParts);
  let end: Ended = { reason: 'failed' };
  try {
    for (const note of parts.notes) view.note(note);
    if (scenario.hooks !== undefined) view.note(hooksNote(scenario.hooks, 'asked'));
    end = await measured(parts, progress, { writer, note: view.note, show }, hooked);
    end = { ...end, ...(await explained(parts, progress, end, { writer, note: view.note, show })) };
  } catch (error) {
    const thrown = endOfThrown(error, control, parts.open.causeOf);
    end = thrown.end;
    if ('cause' in thrown) throw thrown.cause;
  } finally {
    redraw.end();
    try {
      const parting = { ...hooked.hooks?.failed, ...heard.endPart() };
      writer.append({ type: 'end', at: epochMilliseconds(Date.now()), ...end, ...parting });
    } finally {
      writer.close();
      progress.turnTo('done', 'done');
      show();
      await view.close();
    }
  }
}

interface Teller {
  readonly writer: CheckRecordingWriter;
  readonly note: (line: string) => void;
  readonly show: () => void;
}

function measured(
  { header, open, book, control }: RecordParts,
  progress: Progress,
  { writer, note, show }: Teller,
  hooked: { readonly hooks?: RunHooks },
): Promise<Ended> {
  const compare = (measurements: readonly CheckMeasurement[]): readonly Comparison[] =>
    comparisonsOf(header, measurements, book);
  return measureCheck({
    ...{ header, sides: open, payloads: open.scenario.payloads, control, book, compare },
    ...{ ...hooked, allowedErrors: open.scenario.allowedErrors },
    ...{ measurements: progress.measurements, spentMs: stopwatch(control) },
    onActivity: (activity) => {
      progress.turnTo(activity, 'measuring');
      show();
    },
    onLook: () => {
      progress.lookAgain();
      show();
    },
    onMeasurement: (measurement) => {
      writer.append(measurement);
      progress.measurements.push(measurement);
      const { outcome } = measurement;
      if (outcome.kind === 'throttled' || outcome.kind === 'unreachable') note(`${outcome.kind}: ${outcome.message}`);
    },
  });
}

/** Only of a check that came to its end: whoever stops one wants to have what there is. */
async function explained(
  { explain, control }: RecordParts,
  progress: Progress,
  { reason }: Ended,
  { writer, show }: Teller,
): Promise<Pick<CheckEnd, 'unexplained'>> {
  if (explain === undefined || reason !== 'complete') return {};
  progress.turnTo('explaining the cold starts of both', 'finishing');
  show();
  try {
    const { explanations, unexplained } = await explain(progress);
    for (const explanation of explanations) {
      writer.append(explanation);
      progress.explanations.push(explanation);
    }
    return unexplained === undefined ? {} : { unexplained };
  } catch (error) {
    if (control.reason === undefined) throw error;
    // What was measured is whole: its end is not that of what came after it.
    return { unexplained: 'it was interrupted before that' };
  }
}

const openView = ({ options, io, control, interrupt }: RecordParts) =>
  openCheckView({
    ...{ stdin: io.stdin, env: io.env, stdout: humanStream(options, io), noTui: options.tui === false },
    onStop: () => control.end('stopped'),
    onInterrupt: interrupt,
  });
