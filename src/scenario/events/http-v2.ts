import { ACCOUNT, EPOCH_MS, hex, REGION, type SampleEvent, uuid } from './sample.js';

const BODY = JSON.stringify({ name: 'Kelvin', size: 'small' });

/** A request in payload format 2.0, which HTTP APIs and function URLs share. */
function request(domainPrefix: string, domainName: string, routeKey: string, requestId: string): object {
  return {
    version: '2.0',
    routeKey,
    rawPath: '/my/path',
    rawQueryString: 'parameter1=value1&parameter1=value2&parameter2=value',
    cookies: ['cookie1=value1', 'cookie2=value2'],
    headers: {
      accept: 'application/json',
      'content-length': String(BODY.length),
      'content-type': 'application/json',
      host: domainName,
      'user-agent': 'curl/8.5.0',
      'x-amzn-trace-id': `Root=1-${(EPOCH_MS / 1000).toString(16)}-${hex(requestId, 24)}`,
      'x-forwarded-for': '203.0.113.10',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    queryStringParameters: { parameter1: 'value1,value2', parameter2: 'value' },
    requestContext: {
      accountId: ACCOUNT,
      apiId: domainPrefix,
      domainName,
      domainPrefix,
      http: {
        method: 'POST',
        path: '/my/path',
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.10',
        userAgent: 'curl/8.5.0',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: '15/Jan/2026:12:00:00 +0000',
      timeEpoch: EPOCH_MS,
    },
    body: BODY,
    isBase64Encoded: false,
  };
}

/** Shape: API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs", format 2.0. */
export const apiGatewayV2: SampleEvent = {
  maxBatch: 1,
  make: () =>
    request('a1b2c3d4e5', `a1b2c3d4e5.execute-api.${REGION}.amazonaws.com`, 'POST /my/path', 'JKJaXmPLvHcESHA='),
};

/** Shape: Developer Guide, "Invoking Lambda function URLs": as an HTTP API's, but its route is always `$default`. */
export const functionUrl: SampleEvent = {
  maxBatch: 1,
  make: () => {
    const id = 'abcdefghijklmnopqrstuvwxyz123456';
    return request(id, `${id}.lambda-url.${REGION}.on.aws`, '$default', uuid('function url'));
  },
};
