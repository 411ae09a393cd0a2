import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { requestEvent, type UrlRequest } from '../../../src/emulator/urls/request-event.js';
import { epochMilliseconds } from '../../../src/units/index.js';

const ID = 'abcdefghijklmnopqrstuvwxyz012345';

type Given = Partial<Omit<UrlRequest, 'head'>> & {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: string[];
};

function eventOf({ method = 'GET', target = '/', headers = [], ...more }: Given): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(
      requestEvent({
        head: { method, target, rawHeaders: ['Host', '127.0.0.1:4711', 'User-Agent', 'test/1', ...headers] },
        body: Buffer.alloc(0),
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        requestId: 'id-1',
        traceHeader: 'Root=1-2-3',
        receivedAt: epochMilliseconds(Date.UTC(2020, 2, 12, 19, 3, 58, 390)),
        urlId: ID,
        ...more,
      }),
    ),
  );
}

const headersOf = (given: Given): Record<string, string> => eventOf(given).headers as Record<string, string>;

describe('the event of a function URL', () => {
  test('is that of payload format 2.0, without the members that mean nothing here', () => {
    assert.deepEqual(eventOf({ target: '/my/path?parameter1=value1&parameter1=value2&parameter2=a%20b+c' }), {
      version: '2.0',
      routeKey: '$default',
      rawPath: '/my/path',
      rawQueryString: 'parameter1=value1&parameter1=value2&parameter2=a%20b+c',
      headers: {
        host: '127.0.0.1:4711',
        'user-agent': 'test/1',
        'x-amzn-tls-cipher-suite': 'TLS_AES_128_GCM_SHA256',
        'x-amzn-tls-version': 'TLSv1.3',
        'x-amzn-trace-id': 'Root=1-2-3',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      queryStringParameters: { parameter1: 'value1,value2', parameter2: 'a b c' },
      requestContext: {
        accountId: 'anonymous',
        apiId: ID,
        domainName: '127.0.0.1:4711',
        domainPrefix: ID,
        http: { method: 'GET', path: '/my/path', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test/1' },
        requestId: 'id-1',
        routeKey: '$default',
        stage: '$default',
        time: '12/Mar/2020:19:03:58 +0000',
        timeEpoch: 1_584_039_838_390,
      },
      isBase64Encoded: false,
    });
  });

  test('has the path as it came, and decoded where AWS decodes it', () => {
    const event = eventOf({ target: '/pa2%25Fth/a%2Fb?x' });
    assert.equal(event.rawPath, '/pa2%25Fth/a%2Fb');
    assert.equal((event.requestContext as { http: { path: string } }).http.path, '/pa2%Fth/a/b');
    assert.deepEqual(event.queryStringParameters, { x: '' });
    const broken = eventOf({ target: '/%zz' });
    assert.equal((broken.requestContext as { http: { path: string } }).http.path, '/%zz');
  });

  test('says who signed', () => {
    const { requestContext } = eventOf({ caller: { accessKeyId: 'AKIA', accountId: '000000000000' } });
    const { accountId, authorizer } = requestContext as { accountId: string; authorizer: { iam: object } };
    assert.equal(accountId, '000000000000');
    assert.deepEqual(authorizer.iam, {
      accessKey: 'AKIA',
      accountId: '000000000000',
      callerId: '000000000000',
      cognitoIdentity: null,
      principalOrgId: null,
      userArn: 'arn:aws:iam::000000000000:root',
      userId: '000000000000',
    });
  });
});

describe('its headers', () => {
  test('have small letters, all values of a name, and nothing that was about the connection', () => {
    const headers = headersOf({
      headers: [
        'ExTrA-HeadErs',
        'With WeiRd CapS',
        'X-Many',
        'a',
        'x-many',
        'b',
        'Connection',
        'keep-alive',
        'TE',
        'gzip',
      ],
    });
    assert.equal(headers['extra-headers'], 'With WeiRd CapS');
    assert.equal(headers['x-many'], 'a,b');
    assert.ok(!('connection' in headers) && !('te' in headers));
  });

  test('say how the request came, whatever the client says', () => {
    const headers = headersOf({ headers: ['X-Forwarded-For', '10.0.0.1', 'X-Forwarded-Proto', 'gopher'] });
    assert.equal(headers['x-forwarded-for'], '10.0.0.1, 127.0.0.1');
    assert.equal(headers['x-forwarded-proto'], 'https');
  });

  test('may have names that mean something in JavaScript', () => {
    assert.equal(Object.getOwnPropertyDescriptor(headersOf({ headers: ['__proto__', 'x'] }), '__proto__')?.value, 'x');
  });

  test('leave each cookie to the list of them too', () => {
    const event = eventOf({ headers: ['Cookie', 'a=1; b=2;c=3', 'Cookie', 'd=4'] });
    assert.deepEqual(event.cookies, ['a=1', 'b=2', 'c=3', 'd=4']);
  });
});

describe('its body', () => {
  const bodyOf = (contentType: string | undefined, body: Buffer): unknown[] => {
    const event = eventOf({
      method: 'POST',
      body,
      headers: contentType === undefined ? [] : ['Content-Type', contentType],
    });
    return [event.body, event.isBase64Encoded];
  };

  for (const type of ['text/plain', 'application/json; charset=utf-8', 'application/xml', 'TEXT/html']) {
    test(`is text when it is ${type}`, () => assert.deepEqual(bodyOf(type, Buffer.from('ü')), ['ü', false]));
  }
  for (const type of ['application/x-www-form-urlencoded', 'image/png', 'multipart/form-data; boundary=x', undefined]) {
    test(`is in base64 when it is ${type}`, () => {
      assert.deepEqual(bodyOf(type, Buffer.from([255, 0])), ['/wA=', true]);
    });
  }

  test('is no member when there is none', () =>
    assert.deepEqual(bodyOf('image/png', Buffer.alloc(0)), [undefined, false]));
});
