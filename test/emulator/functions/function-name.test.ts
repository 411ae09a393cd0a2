import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionArn, parseFunctionName } from '../../../src/emulator/functions/function-name.js';

const inRegion = (text: string, qualifier?: string) => parseFunctionName(text, 'us-east-1', qualifier);

test('a function is known by its name, a partial ARN and its ARN', () => {
  const wanted = { region: 'us-east-1', name: 'my-function' };
  assert.deepEqual(inRegion('my-function'), wanted);
  assert.deepEqual(inRegion('000000000000:function:my-function'), wanted);
  assert.deepEqual(inRegion('arn:aws:lambda:us-east-1:000000000000:function:my-function'), wanted);
});

test('a qualifier may stand behind the name or in the query, but not two that differ', () => {
  assert.equal(inRegion('f:7').qualifier, '7');
  assert.equal(inRegion('f:$LATEST').qualifier, '$LATEST');
  assert.equal(inRegion('f', '7').qualifier, '7');
  assert.equal(inRegion('f:7', '7').qualifier, '7');
  assert.throws(() => inRegion('f:7', '8'), { type: 'InvalidParameterValueException' });
});

test('a function of another region or account is out of reach', () => {
  assert.throws(() => inRegion('arn:aws:lambda:eu-central-1:000000000000:function:f'), {
    type: 'ResourceNotFoundException',
    message: "Functions from 'eu-central-1' are not reachable in this region ('us-east-1')",
  });
  assert.throws(() => inRegion('123456789012:function:f'), { type: 'AccessDeniedException' });
});

test('what is no name is refused', () => {
  for (const text of ['', 'a b', 'a/b', 'x'.repeat(65), 'arn:aws:s3:::f']) {
    assert.throws(() => inRegion(text), { type: 'ValidationException' });
  }
});

test('an ARN ends in the qualifier if there is one', () => {
  assert.equal(functionArn(inRegion('f:7')), 'arn:aws:lambda:us-east-1:000000000000:function:f:7');
});
