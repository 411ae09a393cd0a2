import { ACCOUNT, EPOCH_MS, hex, REGION, type SampleEvent, uuid } from './sample.js';

const API = 'a1b2c3d4e5';
const DOMAIN = `${API}.execute-api.${REGION}.amazonaws.com`;
const BODY = JSON.stringify({ name: 'Kelvin', size: 'small' });

const headers: Record<string, string> = {
  accept: 'application/json',
  'accept-encoding': 'gzip, deflate, br',
  'content-type': 'application/json',
  Host: DOMAIN,
  'User-Agent': 'curl/8.5.0',
  'X-Amzn-Trace-Id': `Root=1-${(EPOCH_MS / 1000).toString(16)}-${hex('api-gateway-v1', 24)}`,
  'X-Forwarded-For': '203.0.113.10',
  'X-Forwarded-Port': '443',
  'X-Forwarded-Proto': 'https',
};

/** Of a caller that API Gateway knows nothing about but the address: no authorizer, no Cognito, no IAM. */
const identity = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  sourceIp: '203.0.113.10',
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  userAgent: 'curl/8.5.0',
  user: null,
};

const requestContext = {
  resourceId: '2gxmpl',
  resourcePath: '/my/path',
  httpMethod: 'POST',
  extendedRequestId: 'JJbxmplHYosFVYQ=',
  requestTime: '15/Jan/2026:12:00:00 +0000',
  path: '/Prod/my/path',
  accountId: ACCOUNT,
  protocol: 'HTTP/1.1',
  stage: 'Prod',
  domainPrefix: API,
  requestTimeEpoch: EPOCH_MS,
  requestId: uuid('api-gateway-v1'),
  identity,
  domainName: DOMAIN,
  apiId: API,
};

/** Shape: Developer Guide, "Invoking a Lambda function using an Amazon API Gateway endpoint" (REST API). */
export const apiGatewayV1: SampleEvent = {
  maxBatch: 1,
  make: () => ({
    resource: '/my/path',
    path: '/my/path',
    httpMethod: 'POST',
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: { parameter1: 'value2', parameter2: 'value' },
    multiValueQueryStringParameters: { parameter1: ['value1', 'value2'], parameter2: ['value'] },
    pathParameters: null,
    stageVariables: null,
    requestContext,
    body: BODY,
    isBase64Encoded: false,
  }),
};
