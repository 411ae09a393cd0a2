import { LogAnalysis } from '../../analysis/index.js';
import type { LogRecord, ReadCounts } from '../../logs/index.js';
import { LineMaker, type LogEnd, type LogHeader, type LogLine, LogRecordingWriter } from '../../recording/index.js';
import { type EpochMilliseconds, epochMilliseconds } from '../../units/index.js';
import type { AlreadyRecorded } from './already-recorded.js';

/** Where what is read goes: into the recording, and into the analysis of it. */
export class LogRecorder {
  readonly analysis: LogAnalysis;
  readonly #maker = new LineMaker();
  readonly #writer: LogRecordingWriter;
  readonly #clock: NodeJS.Timeout;

  private constructor(writer: LogRecordingWriter, analysis: LogAnalysis) {
    this.#writer = writer;
    this.analysis = analysis;
    this.#clock = setInterval(() => writer.flushIfDue(), 500);
  }

  /** @throws RecordingError when the recording cannot be made */
  static create(path: string, header: LogHeader): LogRecorder {
    return new LogRecorder(LogRecordingWriter.create(path, header), new LogAnalysis(header));
  }

  /** Goes on behind the first `length` bytes of a recording, whose lines `analysis` has seen. */
  static resume(path: string, length: number, analysis: LogAnalysis): LogRecorder {
    const recorder = new LogRecorder(LogRecordingWriter.resume(path, length), analysis);
    recorder.append({ type: 'resumed', startedAt: new Date().toISOString() });
    return recorder;
  }

  /** @param known what is recorded already and does not count again */
  record(record: LogRecord, known?: AlreadyRecorded): void {
    const line = this.#maker.lineOf(record);
    if (known?.has(line) !== true) this.append(line);
  }

  cursor(at: EpochMilliseconds, counts: ReadCounts): void {
    this.append({ type: 'cursor', at, counts: { ...counts } });
  }

  append(line: LogLine): void {
    this.#writer.append(line);
    this.analysis.add(line);
  }

  /** The last line; whatever happens, the file is closed and all that was read is in it. */
  end(end: Pick<LogEnd, 'reason' | 'detail'>, counts: ReadCounts): void {
    clearInterval(this.#clock);
    try {
      this.append({ type: 'end', at: epochMilliseconds(Date.now()), ...end, counts: { ...counts } });
    } finally {
      this.#writer.close();
    }
  }
}
