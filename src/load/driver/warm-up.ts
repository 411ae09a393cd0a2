import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Phase } from '../../scenario/index.js';
import { milliseconds } from '../../units/index.js';
import { ArrivalQueue } from './arrival-queue.js';
import type { DriveOptions, WireTarget } from './drive.js';
import { Engine } from './engine.js';
import { Ledger } from './ledger.js';
import { Targets } from './targets.js';

const PHASES: readonly Phase[] = [
  { kind: 'burst', name: 'burst', requests: 20 },
  { kind: 'constant', name: 'constant', requestsPerSecond: 5000, forMs: milliseconds(80) },
];

/** As Lambda answers, with a log tail: `START`, `END` and `REPORT` of one invocation. */
const ID = '8f5d0c1e-9a2b-4c3d-8e7f-0123456789ab';
const REPORT = `Duration: 1.25 ms\tBilled Duration: 2 ms\tMemory Size: 512 MB\tMax Memory Used: 80 MB\t`;
const TAIL = `START RequestId: ${ID} Version: 1\nEND RequestId: ${ID}\nREPORT RequestId: ${ID}\t${REPORT}\n`;
const ANSWER = [
  'HTTP/1.1 200 OK',
  'Content-Type: application/json',
  'Content-Length: 2',
  `x-amzn-RequestId: ${ID}`,
  `X-Amz-Log-Result: ${Buffer.from(TAIL).toString('base64')}`,
  '',
  '{}',
].join('\r\n');

/**
 * Drives a short load of the same kind against a server within this thread, so that the code is compiled before it counts:
 * without it the first 50 requests of a load take ten times as long to send as all others, which is long enough for a
 * burst to be none, and for a high rate to begin with a backlog. No header, payload or credential of the load is used.
 */
export async function warmUp(options: DriveOptions): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', () => socket.write(ANSWER));
  });
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await drive(options, server);
  } catch {
    // No loopback address to listen on: then the first requests are late, and are recorded as that.
  } finally {
    await closed(server);
  }
}

/** All of its connections are gone as well: closing them would take as long as the first requests of the load. */
const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

async function drive({ targets, arm }: DriveOptions, server: Server): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const options: DriveOptions = {
    phases: PHASES,
    seed: 1,
    targets: kindsOf(targets).map((target) => imitated(target, port)),
    timeoutMs: milliseconds(1000),
    retries: 0,
    maxOpen: 100,
    arm,
  };
  const zeroMs = performance.now();
  const now = (): number => performance.now() - zeroMs;
  const driven = new Targets(options.targets, now);
  driven.renew({ accessKeyId: 'warm', secretAccessKey: 'up' });
  await new Promise<void>((resolve) => {
    const engine: Engine = new Engine({
      options,
      arrivals: new ArrivalQueue(options, 0, 0),
      targets: driven.all,
      ledger: new Ledger(() => {}, new SharedArrayBuffer(4)),
      pacer: { wakeAt: () => void setImmediate(engine.tick) },
      now,
      zeroMs,
      onEnd: () => resolve(),
    });
    engine.tick();
  });
  driven.closeAll();
}

/** One target for each way of writing and reading. */
const kindsOf = (targets: readonly WireTarget[]): WireTarget[] => [
  ...new Map(targets.map((it) => [`${it.protocol} ${it.signing !== undefined}`, it])).values(),
];

const imitated = ({ protocol, signing }: WireTarget, port: number): WireTarget => ({
  protocol,
  url: `http://127.0.0.1:${port}/`,
  method: 'POST',
  headers: {},
  payloads: [{ name: 'one', weight: 1, body: '{}' }],
  weight: 1,
  ...(signing === undefined ? {} : { signing }),
});
