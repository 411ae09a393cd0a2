import type { Io, RawOptions } from '../command.js';
import type { Exit } from '../exit-code.js';
import { humanStream } from '../human-stream.js';

export async function conclude(recordingPath: string, options: RawOptions, io: Io): Promise<Exit> {
  humanStream(options, io).write(`Written:\n  ${recordingPath}\n`);
  return 'ok';
}
