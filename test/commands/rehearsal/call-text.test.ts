import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callText } from '../../../src/commands/rehearsal/call-text.js';

const told = (operation: string, input: object): string =>
  callText({ operation, input: { FunctionName: 'orders', ...input }, isRead: false });

test('says what a change changes, and of $LATEST that it has no description again', () => {
  const update = 'UpdateFunctionConfiguration';
  assert.match(told(update, { MemorySize: 512, Description: 'mine' }), / to 512 MB, with the description "mine"$/);
  assert.match(told(update, { MemorySize: 512, Description: '' }), / to 512 MB, without a description$/);
  assert.match(told(update, { MemorySize: 512 }), / to 512 MB$/);
});

test('says whom a permission lets in', () => {
  const open = { Action: 'lambda:InvokeFunctionUrl', Qualifier: 'kelvin-1', Principal: '*' };
  assert.match(told('AddPermission', open), /lets everybody call lambda:InvokeFunctionUrl on kelvin-1$/);
});

test('names no account, and a change that has no words of its own by its fields', () => {
  const arn = 'arn:aws:lambda:us-east-1:123456789012:function:orders';
  assert.equal(told('TagResource', { FunctionName: arn, Tags: {} }).includes('123456789012'), false);
  assert.match(told('TagResource', { Tags: {} }), /^lambda:TagResource orders: changes FunctionName, Tags$/);
});
