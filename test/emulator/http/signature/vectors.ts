/**
 * AWS's published test suite for Signature Version 4, as awslabs/aws-c-auth keeps it (tests/aws-signing-test-suite/v4,
 * Apache-2.0, read 2026-11): the requests that are signed in the header and in the query string, by the name of the
 * vector. All are of 2015-08-30T12:36:00Z, us-east-1 and the service "service". Left out: those that leave the path
 * unnormalised, which S3 alone does, and header values folded over lines, which HTTP has given up.
 */
export const suite = {
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  time: Date.UTC(2015, 7, 30, 12, 36),
  audience: { service: 'service', region: 'us-east-1' },
} as const;

export interface Vector {
  readonly name: string;
  readonly method: string;
  readonly target: string;
  /** Beside Host, X-Amz-Date and Authorization. */
  readonly headers?: readonly string[];
  readonly signedHeaders: string;
  readonly signature: string;
  readonly body?: string;
  readonly sessionToken?: string;
}

const UNRESERVED = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ROOT = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
const FORM_HASH = '9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e';
const TOKEN = '6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267';
const LONG_TOKEN =
  'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==';

const get = (name: string, target: string, signature: string, more: Partial<Vector> = {}): Vector => ({
  name,
  method: 'GET',
  target,
  signedHeaders: 'host;x-amz-date',
  signature,
  ...more,
});

const form = (name: string, contentType: string, signature: string): Vector => ({
  name,
  method: 'POST',
  target: '/',
  headers: ['Content-Type', contentType, 'Content-Length', '13', 'x-amz-content-sha256', FORM_HASH],
  signedHeaders: 'content-length;content-type;host;x-amz-content-sha256;x-amz-date',
  signature,
  body: 'Param1=value1',
});

export const signedInHeader: readonly Vector[] = [
  get('get-slash', '//', ROOT),
  get('get-slash-dot-slash', '/./', ROOT),
  get('get-relative-relative', '/example1/example2/../..', ROOT),
  get('get-slashes', '//example//', '9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84'),
  get('get-slash-pointless-dot', '/./example', 'ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5'),
  get('get-space', '/example space/', '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741'),
  get('get-unreserved', `/${UNRESERVED}`, '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f'),
  get('get-utf8', '/ሴ', '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85'),
  get(
    'get-vanilla-empty-query-key',
    '/?Param1=value1',
    'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
  ),
  get(
    'get-vanilla-query-order-key-case',
    '/?Param2=value2&Param1=value1',
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ),
  get(
    'get-vanilla-query-order-encoded',
    '/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1',
    '371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac',
  ),
  get('get-vanilla-utf8-query', '/?ሴ=bar', '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04'),
  get('get-header-key-duplicate', '/', 'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea', {
    headers: ['My-Header1', 'value2', 'My-Header1', 'value2', 'My-Header1', 'value1'],
    signedHeaders: 'host;my-header1;x-amz-date',
  }),
  get('get-header-value-order', '/', '08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01', {
    headers: ['My-Header1', 'value4', 'My-Header1', 'value1', 'My-Header1', 'value3', 'My-Header1', 'value2'],
    signedHeaders: 'host;my-header1;x-amz-date',
  }),
  get('get-header-value-trim', '/', 'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736', {
    headers: ['My-Header1', ' value1', 'My-Header2', ' "a   b   c"'],
    signedHeaders: 'host;my-header1;my-header2;x-amz-date',
  }),
  get('get-vanilla-with-session-token', '/', '07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8', {
    headers: ['X-Amz-Security-Token', TOKEN],
    signedHeaders: 'host;x-amz-date;x-amz-security-token',
    sessionToken: TOKEN,
  }),
  get('post-vanilla', '/', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b', { method: 'POST' }),
  get('post-header-key-sort', '/', 'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c', {
    method: 'POST',
    headers: ['My-Header1', 'value1'],
    signedHeaders: 'host;my-header1;x-amz-date',
  }),
  get('post-sts-header-before', '/', '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead', {
    method: 'POST',
    headers: ['X-Amz-Security-Token', LONG_TOKEN],
    signedHeaders: 'host;x-amz-date;x-amz-security-token',
    sessionToken: LONG_TOKEN,
  }),
  get('post-sts-header-after', '/', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b', {
    method: 'POST',
    headers: ['X-Amz-Security-Token', LONG_TOKEN],
    sessionToken: LONG_TOKEN,
  }),
  form(
    'post-x-www-form-urlencoded',
    'application/x-www-form-urlencoded',
    'd3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b',
  ),
  form(
    'post-x-www-form-urlencoded-parameters',
    'application/x-www-form-urlencoded; charset=utf-8',
    '328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422',
  ),
];

const presigned = (name: string, target: string, signature: string, more: Partial<Vector> = {}): Vector =>
  get(name, target, signature, { signedHeaders: 'host', ...more });

export const signedInQuery: readonly Vector[] = [
  presigned(
    'get-vanilla-query-order-encoded',
    '/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1',
    'c5f1848ceec943ac2ca68ee720460c23aaae30a2300586597ada94c4a65e4787',
  ),
  presigned(
    'get-vanilla-query-unreserved',
    `/?${UNRESERVED}=${UNRESERVED}`,
    '8e76a88a7433637b12778d5592799b29ad21ecd6cf6325051c21d86f0acda2bf',
  ),
  presigned('get-relative', '/example/..', 'e93c787ed7f371d5c6b165c1b38ede9550f4dce4144713e844b25b7192d3865d'),
  presigned('get-header-value-trim', '/', 'e7bb0fd515e125e1aec2ecc4c0c17484fb06f6846b927c35e46005dd3df3acd4', {
    headers: ['My-Header1', ' value1', 'My-Header2', ' "a   b   c"'],
    signedHeaders: 'host;my-header1;my-header2',
  }),
  presigned('get-vanilla-with-session-token', '/', '7ff2b50b376cb4d151970630573d6291dc128cc5c2a12ffb237f73cc53f67b6c', {
    sessionToken: TOKEN,
  }),
  presigned('post-x-www-form-urlencoded', '/', 'c2348f57d08c84939944d6c878b3f7be56316f8e7fd6817e81eded279a362d69', {
    method: 'POST',
    headers: [
      'Content-Type',
      'application/x-www-form-urlencoded',
      'Content-Length',
      '13',
      'x-amz-content-sha256',
      FORM_HASH,
    ],
    signedHeaders: 'content-length;content-type;host;x-amz-content-sha256',
    body: 'Param1=value1',
  }),
];
