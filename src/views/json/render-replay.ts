import { type ReplayResult, replayResultSchema } from '../../explore/index.js';

/** What `kelvin tune --replay --json` prints. A result that its own schema refuses is a bug of ours, and is thrown. */
export const renderReplayJson = (result: ReplayResult): string =>
  `${JSON.stringify(replayResultSchema.parse(result), null, 2)}\n`;
