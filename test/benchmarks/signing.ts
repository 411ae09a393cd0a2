import { createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { requestWriter, type WireTarget } from '../../src/load/index.js';
import { deriveKey } from '../../src/load/signing/derived-keys.js';
import { median, sampleOf } from '../../src/statistics/index.js';
import { epochMilliseconds } from '../../src/units/index.js';
import { Sha256 } from '../fixtures/sha256.js';

/**
 * `npm run bench:signing`: the time for one signed request of Invoke, ready to be sent, beside the SDK's own signer; and
 * for one HMAC with the derived key as a key object and as a buffer. All take turns, round by round, as a shared machine
 * changes its speed; ratios are a round's own. Nothing is printed before both signers have made the same signatures.
 */
const ROUNDS = 9;
const REQUESTS = 5_000;
const BEGIN = Date.UTC(2026, 10, 26);

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const path = '/2015-03-31/functions/orders/invocations';
const body = JSON.stringify({ order: 'x'.repeat(200) });
const target: WireTarget = {
  protocol: 'invoke',
  url: `https://lambda.eu-central-1.amazonaws.com${path}`,
  method: 'POST',
  headers: {},
  payloads: [{ name: 'order', weight: 1, body }],
  signing: { service: 'lambda', region: 'eu-central-1' },
  weight: 1,
};
const writer = requestWriter(target);
writer.renew(credentials);
const sdk = new SignatureV4({ credentials, region: 'eu-central-1', service: 'lambda', sha256: Sha256 });
const headers = {
  host: 'lambda.eu-central-1.amazonaws.com',
  'content-type': 'application/json',
  'x-amz-invocation-type': 'RequestResponse',
  'x-amz-log-type': 'Tail',
  'content-length': String(Buffer.byteLength(body)),
};

/** A second of its own for each request, on one day. */
const timeOf = (index: number): number => BEGIN + (index % 86_400) * 1000;
const written = (ms: number): string => Buffer.concat(writer.write(0, epochMilliseconds(ms))).toString();

async function signedBySdk(ms: number): Promise<string> {
  const request = { method: 'POST', protocol: 'https:', hostname: headers.host, path, headers, body };
  const { headers: signed } = await sdk.sign(request, { signingDate: new Date(ms) });
  return signed.authorization ?? '';
}

const key = deriveKey(credentials.secretAccessKey, { day: '20261126', region: 'eu-central-1', service: 'lambda' });
const bytes = key.export();
const toSign = `AWS4-HMAC-SHA256\n20261126T000000Z\n20261126/eu-central-1/lambda/aws4_request\n${'0'.repeat(64)}`;

const CONTESTANTS: Readonly<Record<string, (index: number) => unknown>> = {
  'a request, the first of its second': (index) => writer.write(0, epochMilliseconds(timeOf(index))),
  'a request, of the same second': () => writer.write(0, epochMilliseconds(BEGIN)),
  "the SDK's signer, headers alone": (index) => signedBySdk(timeOf(index)),
  'one HMAC, key object': () => createHmac('sha256', key).update(toSign).digest('hex'),
  'one HMAC, buffer': () => createHmac('sha256', bytes).update(toSign).digest('hex'),
};

async function microseconds(run: (index: number) => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  for (let index = 0; index < REQUESTS; index++) {
    const result = run(index);
    if (result instanceof Promise) await result;
  }
  return Number(process.hrtime.bigint() - start) / 1000 / REQUESTS;
}

for (let index = 0; index < 100; index++) {
  const authorization = await signedBySdk(timeOf(index));
  if (!written(timeOf(index)).includes(authorization)) throw new Error('the signatures differ');
}

const names = Object.keys(CONTESTANTS);
const times = new Map<string, number[]>(names.map((name) => [name, []]));
for (let round = -1; round < ROUNDS; round++) {
  for (const [at] of names.entries()) {
    const name = names[(at + round + 1) % names.length] ?? '';
    const time = await microseconds(CONTESTANTS[name] ?? (() => {}));
    // The round before the first one has the code compiled.
    if (round >= 0) times.get(name)?.push(time);
  }
}

const middle = (values: readonly number[]): number => {
  const sample = sampleOf([...values]);
  return sample === undefined ? Number.NaN : median(sample);
};
const of = (at: number): readonly number[] => times.get(names[at] ?? '') ?? [];
const ratio = (over: number, under: number): string => {
  const ratios = of(over).map((it, round) => it / (of(under)[round] ?? Number.NaN));
  return `${middle(ratios).toFixed(1)} times (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)})`;
};

console.log(`Node.js ${process.version}, ${ROUNDS} rounds of ${REQUESTS} each, medians`);
for (const name of names)
  console.log(
    `${name.padEnd(40)} ${middle(times.get(name) ?? [])
      .toFixed(2)
      .padStart(8)} µs`,
  );
console.log(`the SDK's signer takes ${ratio(2, 0)} as long as a whole request`);
console.log(`an HMAC with a buffer takes ${ratio(4, 3)} as long as with a key object`);
