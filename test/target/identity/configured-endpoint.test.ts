import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { configuredEndpoint, type ServiceName } from '../../../src/target/identity/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';

const folder = temporaryFolder(after);
const AWS_CONFIG_FILE = join(folder, 'config');
const AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
writeFileSync(
  AWS_CONFIG_FILE,
  `# of the team
[default]
region = eu-west-1
[profile local]
services = cloud   ; the one below
endpoint_url = http://localhost:1
s3 =
  endpoint_url = http://localhost:9
[profile "two words"]
endpoint_url=http://localhost:2
[profile off]
endpoint_url = http://localhost:3
ignore_configured_endpoint_urls = true
[profile lost]
services = nowhere
[profile typo]
endpoint_url = localhost:4566
[services cloud]
lambda =
  endpoint_url = http://localhost:5
cloudwatch_logs =
  endpoint_url = http://localhost:6
`,
);
writeFileSync(AWS_SHARED_CREDENTIALS_FILE, '[keys]\naws_access_key_id = A\nendpoint_url = http://localhost:7\n');
const FILES = { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE };
const of = (service: ServiceName, profile?: string, env: NodeJS.ProcessEnv = {}) =>
  configuredEndpoint(service, profile, { ...FILES, ...env });

test('a profile has each service at an address of its own, and the others at one', () => {
  assert.equal(of('lambda', 'local'), 'http://localhost:5');
  assert.equal(of('cloudwatch_logs', 'local'), 'http://localhost:6');
  assert.equal(of('sts', 'local'), 'http://localhost:1');
  assert.equal(of('lambda', 'keys'), 'http://localhost:7');
  assert.equal(of('lambda', 'two words'), 'http://localhost:2');
});

test('AWS is meant where nothing else is said, or that is to be ignored', () => {
  assert.equal(of('lambda'), undefined);
  assert.equal(of('lambda', 'nobody'), undefined);
  assert.equal(of('lambda', 'off'), undefined);
  assert.equal(of('lambda', 'local', { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }), undefined);
  const nowhere = { AWS_CONFIG_FILE: join(folder, 'none'), AWS_SHARED_CREDENTIALS_FILE: folder };
  assert.equal(configuredEndpoint('lambda', 'local', nowhere), undefined);
});

test('the environment goes before the profile, and the service before all of them', () => {
  const env = { AWS_ENDPOINT_URL: 'http://localhost:8' };
  assert.equal(of('lambda', 'local', env), 'http://localhost:8');
  const named = { ...env, AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://localhost:9' };
  assert.equal(of('cloudwatch_logs', 'local', named), 'http://localhost:9');
  assert.equal(of('lambda', 'local', named), 'http://localhost:8');
});

test('AWS_PROFILE names a profile as --profile does, which goes before it', () => {
  assert.equal(of('lambda', undefined, { AWS_PROFILE: 'local' }), 'http://localhost:5');
  assert.equal(of('lambda', 'keys', { AWS_PROFILE: 'local' }), 'http://localhost:7');
});

test('what cannot be followed is told, as going to AWS instead would be the worst', () => {
  assert.throws(() => of('lambda', 'lost'), { problem: /no section \[services nowhere\]/ });
  assert.throws(() => of('lambda', 'typo'), { problem: 'endpoint_url in the AWS profile is no address' });
});
