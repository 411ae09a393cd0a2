import { createConnection } from 'node:net';
import { quantile, type Sample, sampleOf } from '../../../src/statistics/index.js';

/**
 * The load generator, a process of its own: sends one invocation after the other over each of its kept-alive connections
 * and tells its parent what came of it. On bare sockets, as a client library would be much of what is measured.
 */
export interface Load {
  readonly port: number;
  readonly functionName: string;
  readonly concurrency: number;
  /** Not counted: so long the environments start and the compilers warm up. */
  readonly warmUpMs: number;
  readonly measuredMs: number;
  /** Ends after so many answers, if the time is not over before. */
  readonly atMost?: number;
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly answers: number;
  /** Answers that were no success of the handler, the uncounted ones included. */
  readonly failures: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const PAYLOAD = JSON.stringify({ orderId: 4711, items: ['apple', 'pear'], express: true });
const SCOPE = 'Credential=AKIDEXAMPLE/20261126/us-east-1/lambda/aws4_request';

const requestTo = ({ port, functionName }: Load): string =>
  [
    `POST /2015-03-31/functions/${functionName}/invocations HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json',
    `Authorization: AWS4-HMAC-SHA256 ${SCOPE}, SignedHeaders=host, Signature=00`,
    `Content-Length: ${PAYLOAD.length}`,
    '',
    PAYLOAD,
  ].join('\r\n');

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${answer}`);
  return answer.length >= head + 4 + Number(length);
}

const isSuccess = (answer: string): boolean =>
  answer.startsWith('HTTP/1.1 200 ') && !/\r\nx-amz-function-error:/i.test(answer);

/** One connection: resolves when `onAnswer` wants no further request. */
function connect(load: Load, onAnswer: (sent: number, answer: string) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = requestTo(load);
    const socket = createConnection({ host: '127.0.0.1', port: load.port, noDelay: true });
    let received = '';
    let sent = 0;
    const send = (): void => {
      received = '';
      sent = performance.now();
      socket.write(request);
    };
    socket.setEncoding('latin1');
    socket.once('connect', send);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed')));
    socket.on('data', (chunk: string) => {
      received += chunk;
      if (!isWhole(received)) return;
      if (onAnswer(sent, received)) return send();
      resolve();
      socket.destroy();
    });
  });
}

async function run(load: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  let failures = 0;
  const start = performance.now() + load.warmUpMs;
  const end = start + load.measuredMs;
  const onAnswer = (sent: number, answer: string): boolean => {
    const now = performance.now();
    if (!isSuccess(answer)) failures += 1;
    if (sent >= start) latencies.push(now - sent);
    return now < end && latencies.length < (load.atMost ?? Number.POSITIVE_INFINITY);
  };
  await Promise.all(Array.from({ length: load.concurrency }, () => connect(load, onAnswer)));
  const seconds = (performance.now() - start) / 1000;
  const sample: Sample | undefined = sampleOf(latencies);
  if (sample === undefined) throw new Error('nothing was answered in time');
  const answers = latencies.length;
  const [p50Ms, p99Ms] = [quantile(sample, 0.5), quantile(sample, 0.99)];
  return { requestsPerSecond: answers / seconds, answers, failures, p50Ms, p99Ms };
}

process.once('message', async (load: Load) => {
  const result = await run(load);
  process.send?.(result, () => process.disconnect());
});
