import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { memoryLimit } from '../../src/target/memory-limit.js';

const refusing = (name: string, message = '') => {
  const sent: { MemorySize?: number; RevisionId?: string }[] = [];
  const send = async ({ input }: { input: object }) => {
    sent.push(input);
    throw Object.assign(new Error(message), { name });
  };
  return { sent, of: { control: { send } as unknown as LambdaClient, kind: 'aws', mode: 'full' } as const };
};

const NEW_ACCOUNT =
  "1 validation error detected: Value '10240' at 'memorySize' failed: 'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 3008";

test('a new account tells its limit when it refuses a size', async () => {
  const { of, sent } = refusing('ValidationException', NEW_ACCOUNT);
  assert.equal(await memoryLimit(of, 'f', 10_240), 3008);
  assert.equal(sent[0]?.MemorySize, 10_240);
  assert.match(sent[0]?.RevisionId ?? '', /^0{8}-/);
});

test('where the size is allowed the change is refused for its revision, and nothing else can be told', async () => {
  assert.equal(await memoryLimit(refusing('PreconditionFailedException').of, 'f', 10_240), undefined);
  assert.equal(await memoryLimit(refusing('AccessDeniedException').of, 'f', 10_240), undefined);
});

test('nothing is sent for a size that everybody has, to what is not AWS, nor where nothing may be changed', async () => {
  const { of, sent } = refusing('ValidationException', NEW_ACCOUNT);
  assert.equal(await memoryLimit(of, 'f', 3008), undefined);
  assert.equal(await memoryLimit({ ...of, kind: 'endpoint' }, 'f', 10_240), undefined);
  assert.equal(await memoryLimit({ ...of, mode: 'read-only' }, 'f', 10_240), undefined);
  assert.deepEqual(sent, []);
});
