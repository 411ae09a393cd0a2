import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Credentials } from '../../../../src/emulator/credentials.js';
import type { RequestHead } from '../../../../src/emulator/http/signature/canonical-request.js';
import { SignatureVerifier } from '../../../../src/emulator/http/signature/verifier.js';
import { signedInHeader, signedInQuery, suite, type Vector } from '../../../fixtures/signature-vectors.js';
import { ManualClock } from '../../manual-clock.js';

const DATE = '20150830T123600Z';
const SCOPE = '20150830/us-east-1/service/aws4_request';
const HOST = ['Host', 'example.amazonaws.com'];

const authorization = (signedHeaders: string, signature: string, scope = SCOPE): string =>
  `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;

function headSigned(vector: Vector): RequestHead {
  const { method, target, headers = [], signedHeaders, signature } = vector;
  const rawHeaders = [...HOST, ...headers, 'Authorization', authorization(signedHeaders, signature)];
  return { method, target, rawHeaders: [...rawHeaders, 'X-Amz-Date', DATE] };
}

function headPresigned({ method, target, headers = [], signedHeaders, signature, sessionToken }: Vector): RequestHead {
  const query = [
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    `X-Amz-Credential=AKIDEXAMPLE%2F${encodeURIComponent(SCOPE)}`,
    `X-Amz-Date=${DATE}`,
    `X-Amz-SignedHeaders=${encodeURIComponent(signedHeaders)}`,
    'X-Amz-Expires=3600',
    ...(sessionToken === undefined ? [] : [`X-Amz-Security-Token=${sessionToken}`]),
    `X-Amz-Signature=${signature}`,
  ].join('&');
  return { method, target: `${target}${target.includes('?') ? '&' : '?'}${query}`, rawHeaders: [...HOST, ...headers] };
}

interface Circumstances {
  readonly now?: number;
  readonly body?: string;
  readonly credentials?: Credentials;
  readonly service?: string;
  readonly region?: string;
}

function verify(head: RequestHead, circumstances: Circumstances = {}): string {
  const { now = suite.time, body = '', credentials = suite.credentials, service = 'service', region } = circumstances;
  const verifier = new SignatureVerifier([credentials], new ManualClock(now));
  const opened = verifier.open(head, { service, ...(region === undefined ? {} : { region }) });
  opened.verify(Buffer.from(body));
  return opened.accessKeyId;
}

const circumstancesOf = ({ body = '', sessionToken }: Vector): Circumstances => ({
  body,
  credentials: { ...suite.credentials, ...(sessionToken === undefined ? {} : { sessionToken }) },
});

const plain = signedInHeader.find((it) => it.name === 'post-vanilla') as Vector;
const link = signedInQuery.find((it) => it.name === 'get-relative') as Vector;
const refused = (name: string, message: string | RegExp) => ({ name, status: 403, message });
const MISMATCH = refused(
  'InvalidSignatureException',
  /^The request signature we calculated does not match .*details\.$/,
);

describe("AWS's test suite", () => {
  for (const vector of signedInHeader) {
    test(`accepts ${vector.name}, and not with another signature, key or body`, () => {
      const circumstances = circumstancesOf(vector);
      assert.equal(verify(headSigned(vector), circumstances), 'AKIDEXAMPLE');
      const signature = vector.signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
      assert.throws(() => verify(headSigned({ ...vector, signature }), circumstances), MISMATCH);
      assert.throws(() => verify(headSigned(vector), { ...circumstances, body: 'another' }), MISMATCH);
      const credentials = { ...suite.credentials, ...circumstances.credentials, secretAccessKey: 'another' };
      assert.throws(() => verify(headSigned(vector), { ...circumstances, credentials }), MISMATCH);
    });
  }

  for (const vector of signedInQuery) {
    test(`accepts ${vector.name} in the query string, and not another address`, () => {
      const head = headPresigned(vector);
      assert.equal(verify(head, circumstancesOf(vector)), 'AKIDEXAMPLE');
      assert.throws(() => verify({ ...head, target: `${head.target}&more=1` }, circumstancesOf(vector)), MISMATCH);
      assert.throws(() => verify({ ...head, method: 'DELETE' }, circumstancesOf(vector)), MISMATCH);
    });
  }
});

describe('time', () => {
  const at = (minutes: number) => ({ now: suite.time + minutes * 60_000 });

  test('a signature holds for five minutes in both directions', () => {
    verify(headSigned(plain), at(5));
    verify(headSigned(plain), at(-5));
  });

  test('an older or a later one is refused with the times of both clocks', () => {
    assert.throws(
      () => verify(headSigned(plain), at(6)),
      refused(
        'InvalidSignatureException',
        'Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z (20150830T124200Z - 5 min.)',
      ),
    );
    assert.throws(
      () => verify(headSigned(plain), at(-6)),
      refused(
        'InvalidSignatureException',
        'Signature not yet current: 20150830T123600Z is still later than 20150830T123500Z (20150830T123000Z + 5 min.)',
      ),
    );
  });

  test('a presigned address holds for as long as it says', () => {
    verify(headPresigned(link), at(60));
    assert.throws(() => verify(headPresigned(link), at(61)), /^InvalidSignatureException: Signature expired: /);
    assert.throws(() => verify(headPresigned(link), at(-6)), /Signature not yet current/);
  });

  test('a time that does not exist is no time', () => {
    const head = headSigned(plain);
    const rawHeaders = head.rawHeaders.map((it) => it.replaceAll('20150830', '20159999'));
    assert.throws(() => verify({ ...head, rawHeaders }), /Signature expired/);
  });
});

describe('who signs', () => {
  test('has to be known', () => {
    assert.throws(
      () => verify(headSigned(plain), { credentials: { ...suite.credentials, accessKeyId: 'AKIDOTHER' } }),
      refused('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    );
  });

  test('brings the session token that belongs to the key, and no other', () => {
    const unknown = { name: 'UnrecognizedClientException' };
    const credentials = { ...suite.credentials, sessionToken: 'mine' };
    assert.throws(() => verify(headSigned(plain), { credentials }), unknown);
    const withToken = { ...plain, headers: ['X-Amz-Security-Token', 'other'] };
    assert.throws(() => verify(headSigned(withToken), { credentials }), unknown);
    assert.throws(() => verify(headSigned(withToken)), unknown);
  });

  test('signs for this service, region and day', () => {
    assert.throws(
      () => verify(headSigned(plain), { service: 'lambda' }),
      refused('InvalidSignatureException', "Credential should be scoped to correct service: 'lambda'. "),
    );
    assert.throws(
      () => verify(headSigned(plain), { region: 'eu-central-1' }),
      refused('InvalidSignatureException', "Credential should be scoped to a valid region, not 'us-east-1'. "),
    );
    const head = headSigned(plain);
    const rawHeaders = head.rawHeaders.map((it) => it.replace('AKIDEXAMPLE/20150830', 'AKIDEXAMPLE/20150829'));
    assert.throws(
      () => verify({ ...head, rawHeaders }),
      /Date in Credential scope does not match YYYYMMDD .*'20150829' != '20150830'/,
    );
  });

  test('signs at least the host', () => {
    assert.throws(() => verify(headSigned({ ...plain, signedHeaders: 'x-amz-date' })), /must be a 'SignedHeader'/);
  });
});

describe('payloads that are not signed', () => {
  for (const hash of ['UNSIGNED-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD']) {
    test(`${hash} does not match, as Lambda supports no such thing`, () => {
      const vector = { ...plain, headers: ['x-amz-content-sha256', hash] };
      assert.throws(
        () => verify(headSigned({ ...vector, signedHeaders: 'host;x-amz-content-sha256;x-amz-date' })),
        MISMATCH,
      );
    });
  }
});

describe('a request that is signed in no way or not wholly', () => {
  const withAuthorization = (value: string, more: string[] = ['X-Amz-Date', DATE]): RequestHead => ({
    method: 'GET',
    target: '/',
    rawHeaders: [...HOST, 'Authorization', value, ...more],
  });

  test('lacks its token', () => {
    assert.throws(
      () => verify({ method: 'GET', target: '/?a=b', rawHeaders: HOST }),
      refused('MissingAuthenticationTokenException', 'Missing Authentication Token'),
    );
  });

  test('is told every part that lacks, and not shown its own header', () => {
    assert.throws(
      () => verify(withAuthorization('Bearer secret-of-somebody', [])),
      (error: Error) => {
        assert.equal(error.name, 'IncompleteSignatureException');
        assert.match(
          error.message,
          /requires 'Credential' parameter\. .*'Signature' parameter\. .*'SignedHeaders' parameter\. .*either a 'X-Amz-Date' or a 'Date' header\. \(Hashed with SHA-256/,
        );
        assert.ok(!error.message.includes('secret-of-somebody'));
        return true;
      },
    );
  });

  const broken: readonly [what: string, head: RequestHead, message: RegExp][] = [
    ['a pair without an equal sign', withAuthorization('AWS4-HMAC-SHA256 Credential= a/b'), /missing equal-sign/],
    [
      'a credential of four parts',
      withAuthorization(authorization('host', 'ab', '20150830/us-east-1/service')),
      /exactly 5 slash-delimited elements/,
    ],
    [
      'another terminator',
      withAuthorization(authorization('host', 'ab', '20150830/us-east-1/service/aws5')),
      /'aws4_request', not 'aws5'/,
    ],
    ['a date of another format', withAuthorization(authorization('host', 'ab'), ['Date', 'Sun, 30 Aug']), /ISO-8601/],
    ['no signature', { method: 'GET', target: '/?X-Amz-Algorithm=AWS4-HMAC-SHA256', rawHeaders: HOST }, /must include/],
    ['no algorithm', { method: 'GET', target: '/?X-Amz-Signature=ab', rawHeaders: HOST }, /'X-Amz-Algorithm'/],
    [
      'more than a week to live',
      { ...headPresigned(link), target: headPresigned(link).target.replace('=3600', '=604801') },
      /less than a week/,
    ],
  ];
  for (const [what, head, message] of broken) {
    test(`has ${what}`, () => {
      assert.throws(() => verify(head), { name: 'IncompleteSignatureException', message });
    });
  }
});
