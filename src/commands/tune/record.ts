import type { PriceBook } from '../../pricing/index.js';
import { type End, type Header, RecordingWriter } from '../../recording/index.js';
import type { Scenario } from '../../scenario/index.js';
import { epochMilliseconds, type Milliseconds } from '../../units/index.js';
import { hearCalls } from '../calls-heard.js';
import type { Io, RawOptions } from '../command.js';
import { endOfThrown } from '../end-of-thrown.js';
import { hooksNote, hooksOf } from '../hooks/index.js';
import type { RunControl } from '../interrupt.js';
import { Redraw } from '../redraw.js';
import { stopwatch } from '../stopwatch.js';
import { type MeasureParts, measure } from './measure.js';
import type { OpenTarget } from './open-target.js';
import { Progress } from './progress.js';
import { openView } from './view.js';

export interface RecordParts {
  readonly path: string;
  readonly header: Header;
  readonly scenario: Scenario;
  readonly book: PriceBook;
  /** What the run is expected to take and cost. */
  readonly estimate: string;
  readonly functions: MeasureParts['functions'];
  /** What to do next; Kelvin's own explorer without it. */
  readonly explorer?: MeasureParts['explorer'];
  /** How many invocations that makes. */
  readonly planned?: number;
  readonly connection: OpenTarget['connection'];
  readonly environment: OpenTarget['environment'];
  readonly causeOf: OpenTarget['causeOf'];
  readonly control: RunControl;
  /** What a Ctrl-C does that the live view reads as a key. */
  readonly interrupt: () => void;
  readonly options: RawOptions;
  readonly io: Io;
}

/** Measures, writing each measurement to the recording as it happens and showing it. Trouble ends up in the last line. */
export async function record(parts: RecordParts): Promise<void> {
  const { header, scenario, functions, control } = parts;
  const writer = RecordingWriter.create(parts.path, header);
  const progress = new Progress(header, control, parts.planned);
  const view = await openView(parts, () => view.update(progress.now()));
  const redraw = new Redraw(() => view.update(progress.now()));
  const heard = hearCalls(parts.connection.calls, (line) => view.note(line));
  const turnTo: Progress['turnTo'] = (...what) => {
    progress.turnTo(...what);
    redraw.now();
  };
  let end: Omit<End, 'type' | 'at'> = { reason: 'failed' };
  const spentMs = stopwatch(control);
  const hooked = hooksOf(scenario.hooks, { ...parts, signal: control.signal, say: (line) => view.note(line) });
  try {
    turnTo('starting', 'preparing');
    view.note(parts.estimate);
    if (scenario.hooks !== undefined) view.note(hooksNote(scenario.hooks, 'asked'));
    end = await measure({
      ...(parts.explorer === undefined ? {} : { explorer: parts.explorer }),
      ...hooked,
      ...{ header, scenario, functions, control, measurements: progress.measurements, book: parts.book, spentMs },
      onProvisioned: (line) => {
        writer.append(line);
        progress.provisioned.push(line);
      },
      onVisit: (activity, next) => turnTo(activity, 'measuring', next),
      onInits: (inits) => {
        for (const it of inits) writer.append(it);
        progress.inits.push(...inits);
      },
      onMeasurement: (measurement) => {
        writer.append(measurement);
        progress.measurements.push(measurement);
        const { outcome } = measurement;
        if (outcome.kind === 'throttled' || outcome.kind === 'unreachable')
          view.note(`${outcome.kind}: ${outcome.message}`);
        redraw.now();
      },
    });
  } catch (error) {
    const thrown = endOfThrown(error, control, parts.causeOf);
    end = thrown.end;
    if ('cause' in thrown) throw thrown.cause;
  } finally {
    redraw.end();
    try {
      const spent = { ...hooked.hooks?.failed, ...spentPart(header, spentMs), ...heard.endPart() };
      writer.append({ type: 'end', at: epochMilliseconds(Date.now()), ...end, ...spent });
    } finally {
      writer.close();
      turnTo('done', 'done');
      await view.close();
    }
  }
}

/** Held against what it might take; nobody limits a run of every size. */
const spentPart = ({ scenario }: Header, spentMs: () => Milliseconds): Pick<End, 'measuredMs'> =>
  scenario.exploration === undefined ? {} : { measuredMs: spentMs() };
