import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcome, wanted } from './outcome.js';

const STACK = `import * as lambda from 'aws-cdk-lib/aws-lambda';
const MEMORY: number = 512;
new lambda.Function(this, 'Orders', {
  runtime: lambda.Runtime.NODEJS_22_X, // the newest :)
  functionName: \`\${props.stage}-orders\`,
  memorySize: 512, // MB
});
new NodejsFunction(this, 'BillsHandler', {
  entry: 'bills.ts',
  memorySize: MEMORY,
});
new NodejsFunction(this, 'Mails', {
  entry: 'mails.ts',
  bundling: { minify: true },
});
new NodejsFunction(this, 'Odd', { memorySize: props.memory });
`;
const changed = (name: string, text = STACK, path = 'lib/stack.ts') => outcome(text, wanted(name), path);

test('the number in the call that makes the function is changed, and cdk diff is recommended', () => {
  const { lines, notes } = changed('prod-orders');
  assert.deepEqual(lines, ['-  memorySize: 512, // MB', '+  memorySize: 1024, // MB']);
  assert.match(notes.join(), /look at cdk diff before you deploy/);
});

test('a constant of the same file is followed, and a name that CDK has made is known', () => {
  assert.deepEqual(changed('ShopStack-BillsHandler1A2B3C4D-QWERTZ123456').lines, [
    '-const MEMORY: number = 512;',
    '+const MEMORY: number = 1024;',
  ]);
});

test('a call without one gets it', () => {
  assert.deepEqual(changed('ShopStack-Mails1A2B3C4D-QWERTZ123456').lines, ['+  memorySize: 1024,']);
});

test('what comes from elsewhere in the code is not guessed', () => {
  const { proposal } = changed('ShopStack-Odd1A2B3C4D-QWERTZ123456');
  assert.match(proposal.kind === 'undecided' ? proposal.why : '', /it comes from props\.memory/);
});

test('Python is read, too', () => {
  const text = `from aws_cdk import aws_lambda as lambda_\nfn = lambda_.Function(\n    self, "Orders",\n    function_name="orders",  # (ours\n    memory_size=512,\n)\n`;
  assert.deepEqual(changed('orders', text, 'stack.py').lines, ['-    memory_size=512,', '+    memory_size=1024,']);
});

test('in other languages the lines are named that set a memory size', () => {
  const { proposal, notes } = changed(
    'orders',
    'Function.Builder.create(this, "Orders")\n  .memorySize(512)\n',
    'Stack.java',
  );
  assert.equal(proposal.kind, 'none');
  assert.match(notes.join(), /memorySize\(512/);
});
