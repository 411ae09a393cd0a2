import assert from 'node:assert/strict';
import { test } from 'node:test';
import { megabytes } from '../../src/units/index.js';
import { after, outcome, wanted } from './outcome.js';

const service = (provider: string, memory: string, rest = '') => `service: shop
provider:
  name: aws
${provider}
functions:
  orders:
    handler: src/orders.handler   # takes them
${memory}
    events:
      - httpApi: '*'
  bills:
    handler: src/bills.handler
    name: \${sls:stage}-bills
${rest}`;

const changed = (text: string, more: Record<string, string> = {}, wish = wanted('shop-prod-orders')) =>
  outcome(text, wish, 'serverless.yml', more);

test('the memory size of a function is changed, whose name is the service, the stage and its key', () => {
  const { lines } = changed(service('', '    memorySize: 512 # MB'));
  assert.deepEqual(lines, ['-    memorySize: 512 # MB', '+    memorySize: 1024 # MB']);
});

test("the provider's memory size that others take is left alone, and one is added to the function", () => {
  const { lines, notes } = changed(service('  memorySize: 512', '    timeout: 3'));
  assert.deepEqual(lines, ['+    memorySize: 1024']);
  assert.match(notes.join(), /other functions take provider.memorySize, too/);
});

test('variables are followed to where the value stands, through other files, too', () => {
  const custom = 'custom:\n  sizes:\n    prod: 512\n    dev: 128\n';
  assert.deepEqual(changed(service('', `    memorySize: \${self:custom.sizes.prod}`, custom)).lines, [
    '-    prod: 512',
    '+    prod: 1024',
  ]);
  assert.deepEqual(changed(service('', `    memorySize: \${self:custom.sizes.\${sls:stage}}`, custom)).lines, [
    '-    prod: 512',
    '+    prod: 1024',
  ]);
  const elsewhere = { 'config/sizes.yml': 'orders:\n  memory: 512 # big\n' };
  assert.deepEqual(
    changed(service('', `    memorySize: \${file(./config/sizes.yml):orders.memory}`), elsewhere).lines,
    ['-  memory: 512 # big', '+  memory: 1024 # big'],
  );
  const params = 'params:\n  default:\n    memory: 128\n  prod:\n    memory: 512\n';
  assert.deepEqual(changed(service('', `    memorySize: \${param:memory}`, params)).lines, [
    '-    memory: 512',
    '+    memory: 1024',
  ]);
});

test('a file whose name has the stage in it may be any of them', () => {
  const files = { 'config/prod.yml': 'memory: 512\n', 'config/dev.yml': 'memory: 128\n' };
  const { proposal } = changed(service('', `    memorySize: \${file(config/\${sls:stage}.yml):memory}`), files);
  assert.deepEqual(proposal.kind === 'changed' && proposal.files.map(({ path }) => path), ['config/prod.yml']);
});

test('the fallback of what is given at deploy is changed, and it is said what wins over it', () => {
  const { lines, notes } = changed(service('', `    memorySize: \${opt:memory, '512'}`));
  assert.deepEqual(lines, [`-    memorySize: \${opt:memory, '512'}`, `+    memorySize: \${opt:memory, '1024'}`]);
  assert.match(notes.join(), /where \$\{opt:memory\} is given, it wins over this/);
});

test('what only a deploy knows is not guessed', () => {
  const { proposal } = changed(service('', `    memorySize: \${env:MEMORY}`));
  assert.match(
    proposal.kind === 'undecided' ? proposal.why : '',
    /it comes from \$\{env:MEMORY\}, which is not in these files/,
  );
});

test('functions of a file that the service takes in are found there', () => {
  const text = `service: shop\nprovider:\n  name: aws\nfunctions:\n  - \${file(functions/orders.yml)}\n`;
  const { proposal } = changed(text, { 'functions/orders.yml': 'orders:\n  handler: a.b\n  memorySize: 512\n' });
  assert.match(after(proposal), /memorySize: 1024/);
});

test('a name of its own is taken', () => {
  const { lines } = changed(
    service('', '    timeout: 3'),
    {},
    wanted('prod-bills', { currentMemorySizeMB: megabytes(1024), memorySizeMB: megabytes(512) }),
  );
  assert.deepEqual(lines, ['+    memorySize: 512']);
});

test('the architecture is changed, and 1024 MB are what the framework takes where nothing is written', () => {
  const wish = wanted('shop-prod-orders', { architecture: 'arm64', currentArchitecture: 'x86_64' });
  const { lines } = changed(service('', '    timeout: 3'), {}, wish);
  assert.deepEqual(lines, ['+    architecture: arm64']);
});

test('variables that name each other come to an end', () => {
  const { proposal } = changed(
    service('', `    memorySize: \${self:custom.a}`, `custom:\n  a: \${self:custom.b}\n  b: \${self:custom.a}\n`),
  );
  assert.equal(proposal.kind, 'undecided');
});

test('what an anchor gives to several functions is left alone', () => {
  const text = `service: shop
provider: { name: aws }
custom:
  small: &small
    memorySize: 512
functions:
  orders:
    <<: *small
    handler: a.b
  bills:
    <<: *small
    handler: c.d
`;
  assert.deepEqual(changed(text).lines, ['+    memorySize: 1024']);
});
