import { parentPort } from 'node:worker_threads';
import { readOne } from './read-one.js';
import { RecordPacker } from './record-batch.js';
import { LogSourceError } from './source-error.js';
import { type FromWorker, type ToWorker, WINDOW } from './worker-protocol.js';

/** Reads one file after another in a thread of its own, and waits where the parent does not keep up. */
const port = parentPort;
if (port === null) throw new Error('this file is run as a worker');

const say = (message: FromWorker, owned: readonly ArrayBuffer[] = []) => port.postMessage(message, owned);
let ahead = 0;
let onTaken: () => void = () => {};

port.on('message', (message: ToWorker) => {
  if (message.kind === 'taken') {
    ahead -= message.bytes;
    onTaken();
  } else {
    read(message.file).catch((error: unknown) => {
      const hint = error instanceof LogSourceError ? { hint: error.hint } : {};
      const problem = error instanceof LogSourceError ? (error.problems[0]?.problem ?? error.message) : String(error);
      say({ kind: 'failed', problem, ...hint });
    });
  }
});

async function read(file: string): Promise<void> {
  const packer = new RecordPacker();
  const flush = () => {
    const batch = packer.take();
    if (batch === undefined) return;
    ahead += batch.bytes;
    say({ kind: 'records', batch }, [batch.rows.buffer]);
  };
  const counts = await readOne(file, {
    label: '',
    emit: (record) => {
      packer.add(record);
      if (packer.isFull) flush();
    },
    onBytes: (bytes) => say({ kind: 'read', bytes }),
    pause: async () => {
      while (ahead > WINDOW) await new Promise<void>((resolve) => (onTaken = resolve));
    },
  });
  flush();
  say({ kind: 'finished', counts });
}
