import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNamed } from '../../../src/target/load/named-hosts.js';

const aws = { kind: 'aws', region: 'eu-central-1' } as const;
const local = { kind: 'emulator', region: 'us-east-1', endpoint: 'http://127.0.0.1:9001' } as const;
const cloud = { kind: 'endpoint', region: 'us-east-1', endpoint: 'https://cloud.example.com' } as const;

test("AWS's own function URLs of the run's region are named by that region", () => {
  assert.ok(isNamed('https://abc123.lambda-url.eu-central-1.on.aws/', aws));
  assert.ok(!isNamed('https://abc123.lambda-url.us-east-1.on.aws/', aws), 'another region');
  assert.ok(!isNamed('http://abc123.lambda-url.eu-central-1.on.aws/', aws), 'without TLS');
  assert.ok(!isNamed('https://abc123.lambda-url.eu-central-1.on.aws.example.com/', aws));
  assert.ok(!isNamed('https://example.com/', aws));
});

test('an endpoint may give addresses of its own host, and one on this machine any port of it', () => {
  assert.ok(isNamed('http://127.0.0.1:41234/', local));
  assert.ok(isNamed('http://localhost:41234/', local));
  assert.ok(!isNamed('https://abc123.lambda-url.us-east-1.on.aws/', local), 'AWS is not this machine');
  assert.ok(isNamed('https://cloud.example.com/url', cloud));
  assert.ok(!isNamed('https://other.example.com/url', cloud));
  assert.ok(!isNamed('', cloud));
});
