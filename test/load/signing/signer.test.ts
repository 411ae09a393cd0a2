import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SignatureV4 } from '@smithy/signature-v4';
import { deriveKey } from '../../../src/load/signing/derived-keys.js';
import { type Signable, Signer, sha256 } from '../../../src/load/signing/signer.js';
import { timestampOf } from '../../../src/load/signing/timestamp.js';
import { epochMilliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';
import { Sha256 } from '../../fixtures/sha256.js';
import { signedInHeader, suite, type Vector } from '../../fixtures/signature-vectors.js';

const DATE = '20150830T123600Z';

function signableOf({ method, target, headers = [], signedHeaders, body = '' }: Vector): Signable {
  const [path = '', query = ''] = target.split('?');
  const pairs = ['Host', 'example.amazonaws.com', ...headers];
  const named = pairs.flatMap((name, at) => (at % 2 === 0 ? [[name, pairs[at + 1] ?? ''] as const] : []));
  const signed = named.filter(([name]) => signedHeaders.split(';').includes(name.toLowerCase()));
  // The signer adds the token of its credentials itself.
  const own = signed.filter(([name]) => name.toLowerCase() !== 'x-amz-security-token');
  return { method, path, query, headers: own, payloadHash: sha256(Buffer.from(body)) };
}

describe("AWS's test suite", () => {
  for (const vector of signedInHeader) {
    test(`has this signature for ${vector.name}`, () => {
      const signsToken = vector.signedHeaders.includes('x-amz-security-token');
      const { sessionToken } = vector;
      const credentials = { ...suite.credentials, ...(signsToken && sessionToken ? { sessionToken } : {}) };
      const signer = new Signer('us-east-1', 'service', credentials);
      assert.equal(
        signer.authorize(signer.prepare(signableOf(vector)), DATE),
        `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${vector.signedHeaders}, Signature=${vector.signature}`,
      );
    });
  }
});

describe("the examples of AWS's documentation", () => {
  const { secretAccessKey } = suite.credentials;

  test('have these derived keys', () => {
    const keyOf = (day: string) =>
      deriveKey(secretAccessKey, { day, region: 'us-east-1', service: 'iam' }).export().toString('hex');
    assert.equal(keyOf('20120215'), 'f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d');
    assert.equal(keyOf('20150830'), 'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9');
  });

  test('have this signature for ListUsers', () => {
    const signer = new Signer('us-east-1', 'iam', suite.credentials);
    const prepared = signer.prepare({
      method: 'GET',
      path: '/',
      query: 'Action=ListUsers&Version=2010-05-08',
      headers: [
        ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'],
        ['Host', 'iam.amazonaws.com'],
      ],
      payloadHash: sha256(''),
    });
    assert.match(
      signer.authorize(prepared, DATE),
      /Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7$/,
    );
  });
});

test('a time is written as signatures have it, without its milliseconds', () => {
  assert.equal(timestampOf(epochMilliseconds(Date.UTC(2015, 7, 30, 12, 36, 0, 999))), DATE);
});

test('a signature has the key of its own day, whichever day was signed before', () => {
  const signable = signableOf(signedInHeader[0] as Vector);
  const dates = ['20261126T235959Z', '20261127T000000Z', '20261128T000000Z'];
  const alone = dates.map((date) => {
    const signer = new Signer('us-east-1', 'lambda', suite.credentials);
    return signer.authorize(signer.prepare(signable), date);
  });
  const signer = new Signer('us-east-1', 'lambda', suite.credentials);
  const prepared = signer.prepare(signable);
  const inTurn = [...dates, ...dates].map((date) => signer.authorize(prepared, date));
  assert.deepEqual(inTurn, [...alone, ...alone]);
});

describe("the SDK's own signer", () => {
  const sdk = new SignatureV4({
    credentials: { ...suite.credentials, sessionToken: 'a+token/==' },
    region: 'eu-central-1',
    service: 'lambda',
    sha256: Sha256,
  });
  const ours = new Signer('eu-central-1', 'lambda', { ...suite.credentials, sessionToken: 'a+token/==' });

  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const segment = fc.oneof(text, fc.constantFrom('.', '..', '', 'a b', 'ü', "it's(1)*!", '$LATEST', 'arn:aws:lambda'));
  // The SDK collects a query's parameters in a plain object and so loses this one, the object's own setter.
  const parameter = text.filter((it) => it !== '__proto__');
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).map((it) => `x-${it}`);
  const value = fc.stringMatching(/^[ -~]{0,20}$/);

  test('makes the same signature of any request', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, { maxLength: 4 }),
        fc.dictionary(parameter, text, { maxKeys: 4 }),
        fc.dictionary(name, value, { maxKeys: 4 }),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        async (segments, query, headers, body) => {
          const path = `/${segments.map(encodeURIComponent).join('/')}`;
          const signed = await sdk.sign(
            {
              method: 'POST',
              protocol: 'https:',
              hostname: 'h',
              path,
              query,
              headers: { ...headers, host: 'h' },
              body,
            },
            { signingDate: new Date('2026-11-26T20:00:00Z') },
          );
          const payloadHash = sha256(Buffer.from(body));
          const prepared = ours.prepare({
            method: 'POST',
            path,
            query: Object.entries(query)
              .map((pair) => pair.map(encodeURIComponent).join('='))
              .join('&'),
            headers: [...Object.entries(headers), ['Host', 'h'], ['X-Amz-Content-Sha256', payloadHash]],
            payloadHash,
          });
          assert.equal(ours.authorize(prepared, '20261126T200000Z'), signed.headers.authorization);
        },
      ),
      { numRuns: 300 },
    );
  });
});
