import { LogReader, type ReadCounts } from '../../logs/index.js';
import { type Connection, connect, type LogGroupEvent, type LogGroupQuery, readLogGroup } from '../../target/index.js';
import { type EpochMilliseconds, epochMilliseconds } from '../../units/index.js';
import type { AlreadyRecorded } from './already-recorded.js';
import { logHeaderOf } from './header.js';
import { openInterrupted, replayFrom } from './interrupted-recording.js';
import { LogRecorder } from './log-recorder.js';
import { bookOf, type Plan, recordingPath } from './plan.js';
import { ReadingProgress } from './progress.js';
import { brokenOff, type ReadingParts, type Recorded } from './recorded.js';

/** One reading of a log group: from its beginning, or from where an earlier one stopped. */
interface GroupReading {
  readonly query: LogGroupQuery;
  readonly open: () => LogRecorder;
  readonly known?: AlreadyRecorded;
  readonly cursor?: EpochMilliseconds | undefined;
}

/** Reads a log group on AWS or an emulator into a recording. @throws TargetError before anything is recorded */
export async function recordLogGroup(plan: Plan, query: LogGroupQuery, parts: ReadingParts): Promise<Recorded> {
  const connection = await connect(optionsOf(plan, plan.region));
  try {
    const { region } = connection;
    bookOf(plan, region);
    const header = logHeaderOf(plan, region, parts.io.version);
    return await read(connection, { query, open: () => LogRecorder.create(recordingPath(plan), header) }, parts);
  } finally {
    connection.close();
  }
}

/** Goes on where the recording in the plan's folder ends. */
export async function resumeLogGroup(plan: Plan, parts: ReadingParts): Promise<Recorded> {
  const path = recordingPath(plan);
  const { header, logGroup, analysis, cursor, recorded, length } = openInterrupted(path);
  const { start, end } = header.asked;
  const from = cursor === undefined ? start : Math.max(start ?? 0, replayFrom(cursor));
  const query: LogGroupQuery = {
    logGroup,
    ...(from === undefined ? {} : { start: epochMilliseconds(from) }),
    ...(end === undefined ? {} : { end: epochMilliseconds(end) }),
  };
  const connection = await connect(optionsOf(plan, header.region ?? undefined));
  try {
    const open = () => LogRecorder.resume(path, length, analysis);
    return await read(connection, { query, open, known: recorded, cursor }, parts);
  } finally {
    connection.close();
  }
}

const optionsOf = ({ endpointUrl, access }: Plan, region: string | undefined) => ({
  ...access,
  ...(region === undefined ? {} : { region }),
  ...(endpointUrl === undefined ? {} : { endpointUrl }),
});

async function read({ logs }: Connection, reading: GroupReading, { io, control }: ReadingParts): Promise<Recorded> {
  const { query, known } = reading;
  const { logGroup } = query;
  const progress = new ReadingProgress(io.stderr);
  // Made when the first page has come: a log group that is not there leaves no folder behind.
  let recorder: LogRecorder | undefined;
  const opened = (): LogRecorder => {
    recorder ??= reading.open();
    return recorder;
  };
  const reader = new LogReader({ source: logGroup, emit: (record) => opened().record(record, known) });
  const position = new Position(reading.cursor, () => reader.counts);
  const onEvent = (event: LogGroupEvent): void => {
    const { message, timestamp, logStream } = event;
    position.pass(timestamp);
    reader.message(message, {
      logGroup,
      ...(timestamp === undefined ? {} : { timestamp }),
      ...(logStream === undefined ? {} : { logStream }),
    });
  };
  const tell = (throttled: number, reports: number): void => {
    const note =
      throttled === 0 ? {} : { note: `asked to slow down ${throttled} ${throttled === 1 ? 'time' : 'times'}` };
    progress.update({ bytes: reader.counts.bytes, reports, ...note });
  };
  const onPage = (throttled: number): void => {
    const { newest } = position;
    if (newest !== undefined) opened().cursor(newest, position.counts());
    tell(throttled, opened().analysis.reports);
  };
  // Nothing is opened for it: the first page may never come.
  const onBusy = (throttled: number): void => tell(throttled, recorder?.analysis.reports ?? 0);
  try {
    await readLogGroup(logs, query, { onEvent, onPage, onBusy, signal: control.signal });
    reader.end();
    opened().end({ reason: 'complete' }, position.counts());
    return { analysis: opened().analysis };
  } catch (error) {
    if (recorder === undefined && control.reason === undefined) throw error;
    // What the reader still holds is not given out: reading on finds it whole.
    opened().end(brokenOff(error, control), position.counts());
    return { analysis: opened().analysis, ...(control.reason === undefined ? { trouble: error } : {}) };
  } finally {
    progress.end();
  }
}

/** How far a log group was read, and what was read anew: the span that is read again counts once. */
class Position {
  newest: EpochMilliseconds | undefined;
  #again: ReadCounts | undefined;

  constructor(
    private readonly from: EpochMilliseconds | undefined,
    private readonly read: () => ReadCounts,
  ) {
    this.newest = from;
  }

  pass(timestamp: EpochMilliseconds | undefined): void {
    if (timestamp === undefined) return;
    if (this.from !== undefined && timestamp > this.from) this.#again ??= { ...this.read() };
    if (this.newest === undefined || timestamp > this.newest) this.newest = timestamp;
  }

  counts(): ReadCounts {
    const now = this.read();
    const again = this.from === undefined ? undefined : (this.#again ?? now);
    if (again === undefined) return { ...now };
    return {
      bytes: now.bytes - again.bytes,
      messages: now.messages - again.messages,
      lookAlikes: now.lookAlikes - again.lookAlikes,
      unfinished: now.unfinished,
    };
  }
}
