import { type EpochMilliseconds, epochMilliseconds } from '../../units/index.js';

/** What stands in front of a message in an export. */
export interface Stamp {
  readonly length: number;
  readonly at?: EpochMilliseconds;
  readonly logStream?: string;
}

/**
 * `2024-05-01T10:00:00.000Z ` in exports to S3; `aws logs tail` has six digits and an offset, in its short form neither
 * zone nor digits, in its long form the log stream behind it. A tab behind the time makes it the application's own line
 * (Node.js), and a request id that of AWS's "Task timed out" line, which has its own time.
 */
const STAMP =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)(Z|[+-]\d\d:?\d\d)? (?:(\d{4}\/\d\d\/\d\d\/[\w-]*\[[^\]\s]{1,64}\][\w-]+) )?/;

export function stampOf(line: string): Stamp {
  const match = STAMP.exec(line);
  if (match === null) return { length: 0 };
  const [all, time = '', zone = 'Z', logStream] = match;
  // Kelvin's milliseconds are whole; JavaScript reads three digits everywhere, more than that not by its standard.
  const at = Date.parse(`${time.replace(',', '.').replace(/(\.\d{3})\d+$/, '$1')}${zone}`);
  return {
    length: all.length,
    ...(Number.isNaN(at) ? {} : { at: epochMilliseconds(at) }),
    ...(logStream === undefined ? {} : { logStream }),
  };
}
