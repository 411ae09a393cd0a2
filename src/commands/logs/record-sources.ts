import { readLogs } from '../../logs/index.js';
import { logHeaderOf } from './header.js';
import { LogRecorder } from './log-recorder.js';
import { type Plan, recordingPath } from './plan.js';
import { ReadingProgress } from './progress.js';
import { brokenOff, NOTHING_READ, type ReadingParts, type Recorded } from './recorded.js';

/** Reads files, folders and standard input into a recording. @throws LogSourceError when there is nothing to begin with */
export async function recordSources(
  plan: Plan,
  sources: readonly string[],
  { io, control }: ReadingParts,
): Promise<Recorded> {
  const header = logHeaderOf(plan, plan.region ?? null, io.version);
  const progress = new ReadingProgress(io.stderr);
  // Made when the first thing was read: a source that is not there leaves no folder behind.
  let recorder: LogRecorder | undefined;
  const opened = (): LogRecorder => {
    recorder ??= LogRecorder.create(recordingPath(plan), header);
    return recorder;
  };
  // A pipe whose writer says nothing would keep the reading from hearing that it is to end.
  const letGo = () => void io.stdin.destroy();
  if (sources.includes('-')) control.signal.addEventListener('abort', letGo, { once: true });
  let bytes = 0;
  try {
    const counts = await readLogs(sources, {
      emit: (record) => opened().record(record),
      onProgress: ({ bytesRead, bytesTotal }) => {
        bytes = bytesRead;
        const total = bytesTotal === undefined ? {} : { totalBytes: bytesTotal };
        progress.update({ bytes, ...total, reports: opened().analysis.reports });
      },
      signal: control.signal,
      stdin: io.stdin,
    });
    control.signal.throwIfAborted();
    opened().end({ reason: 'complete' }, counts);
    return { analysis: opened().analysis };
  } catch (error) {
    if (recorder === undefined && control.reason === undefined) throw error;
    // What stood in the lines is known of whole sources alone; how much was read is.
    opened().end(brokenOff(error, control), { ...NOTHING_READ, bytes });
    return { analysis: opened().analysis, ...(control.reason === undefined ? { trouble: error } : {}) };
  } finally {
    control.signal.removeEventListener('abort', letGo);
    progress.end();
  }
}
