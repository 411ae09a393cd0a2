import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { LogReader, type LogRecord } from '../../../src/logs/index.js';
import { SUM_NAMES, type Sums } from './sums.js';

/** A process of its own, so that its memory is its own: reads the log that it is called with and prints what it found. */
const sums = Object.fromEntries(SUM_NAMES.map((name) => [name, 0])) as { -readonly [K in keyof Sums]: number };

function add(record: LogRecord): void {
  if (record.kind !== 'invocation') return;
  const { report } = record;
  sums.reports++;
  sums.idCharacters += report.requestId?.length ?? 0;
  sums.durationMs += report.durationMs;
  if (report.durationMs > sums.longestMs) sums.longestMs = report.durationMs;
  sums.billedDurationMs += report.billedDurationMs ?? 0;
  sums.memorySizeMB += report.memorySizeMB ?? 0;
  sums.maxMemoryUsedMB += report.maxMemoryUsedMB ?? 0;
  if (report.maxMemoryUsedMB !== undefined && report.maxMemoryUsedMB > sums.mostUsedMB) {
    sums.mostUsedMB = report.maxMemoryUsedMB;
  }
  if (report.status === 'timeout') sums.timeouts++;
  if (report.initDurationMs === undefined) return;
  sums.cold++;
  sums.initDurationMs += report.initDurationMs;
  if (report.initDurationMs > sums.longestInitMs) sums.longestInitMs = report.initDurationMs;
}

const path = process.argv[2] ?? '';
const reader = new LogReader({ source: path, emit: add });
const file = openSync(path, 'r');
const chunk = Buffer.allocUnsafeSlow(1 << 19);
for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) {
  reader.text(chunk.subarray(0, length));
}
closeSync(file);
reader.end();
const peak = existsOnLinux(() => /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
console.log(JSON.stringify({ sums, peakKilobytes: peak === undefined ? null : Number(peak) }));

function existsOnLinux<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
