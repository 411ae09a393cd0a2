import type { Readable } from 'node:stream';
import { type EpochMilliseconds, epochMilliseconds } from '../../../units/index.js';
import { MAX_LINE, pieces } from './lines.js';

/** The high bytes of a frame's type; the low ones tell format and level. */
const FRAME = 0xa55a;
const HEAD_BYTES = 16;
/** Of a longer message the rest is dropped: nobody could read it, and it must not be gathered. */
const MAX_MESSAGE_BYTES = 4 * MAX_LINE;

/**
 * Reads what AWS's runtimes write to the descriptor of _LAMBDA_TELEMETRY_LOG_FD, by which a message of several lines
 * stays one event: frames of type, length, time in microseconds and text, numbers in network order (log sinks of
 * aws-lambda-nodejs- and -python-runtime-interface-client, read 2026-11). A function can write there too: after what is
 * no frame nothing is read any more.
 */
export function readFrames(output: Readable, onMessage: (message: string, time: EpochMilliseconds) => void): void {
  let received: Buffer = Buffer.alloc(0);
  let skip = 0;
  output.on('error', () => {});
  output.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    for (;;) {
      const skipped = Math.min(skip, received.length);
      skip -= skipped;
      received = received.subarray(skipped);
      if (received.length < HEAD_BYTES) return;
      if (received.readUInt16BE(0) !== FRAME) {
        output.removeAllListeners('data');
        output.resume();
        return;
      }
      const length = received.readUInt32BE(4);
      const kept = Math.min(length, MAX_MESSAGE_BYTES);
      if (received.length < HEAD_BYTES + kept) return;
      const time = epochMilliseconds(Number(received.readBigUInt64BE(8) / 1000n));
      const message = received.toString('utf8', HEAD_BYTES, HEAD_BYTES + kept);
      received = received.subarray(HEAD_BYTES + kept);
      skip = length - kept;
      for (const piece of pieces(message.endsWith('\n') ? message.slice(0, -1) : message)) onMessage(piece, time);
    }
  });
}
