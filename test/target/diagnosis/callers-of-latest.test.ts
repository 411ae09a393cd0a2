import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Connection } from '../../../src/target/index.js';
import { callersOfLatest } from '../../../src/target/index.js';

const named = (name: string) => Object.assign(new Error(name), { name });
const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';

/** Answers of Lambda by the name of the command; what is not there does not exist. */
function answering(answers: Readonly<Record<string, object>>): Pick<Connection, 'control'> {
  const send = async (command: object) => {
    const answer = answers[command.constructor.name.replace(/Command$/, '')];
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw named('ResourceNotFoundException');
    return answer;
  };
  // The paginator asks for the client's kind.
  return { control: Object.assign(Object.create(LambdaClient.prototype), { send }) as LambdaClient };
}

test('mappings count that lead to $LATEST and are not switched off, by their service alone', async () => {
  const sqs = 'arn:aws:sqs:eu-west-1:123456789012:secret-queue';
  const EventSourceMappings = [
    { FunctionArn: ARN, EventSourceArn: sqs, State: 'Enabled' },
    { FunctionArn: `${ARN}:$LATEST`, EventSourceArn: sqs, State: 'Enabled' },
    { FunctionArn: `${ARN}:live`, EventSourceArn: sqs.replace('sqs', 'kinesis'), State: 'Enabled' },
    { FunctionArn: ARN, EventSourceArn: sqs.replace('sqs', 'dynamodb'), State: 'Disabled' },
    { FunctionArn: ARN, State: 'Enabled' },
  ];
  const found = await callersOfLatest(answering({ ListEventSourceMappings: { EventSourceMappings } }), 'orders');
  assert.deepEqual(found, { functionUrl: [], eventSources: ['kafka', 'sqs'], policy: [] });
});

test('of a policy the services are named, and of accounts only that there is one', async () => {
  const statement = (Principal: unknown, Effect = 'Allow') => ({ Effect, Principal, Action: 'lambda:InvokeFunction' });
  const Policy = JSON.stringify({
    Statement: [
      statement({ Service: 's3.amazonaws.com' }),
      statement({ AWS: 'arn:aws:iam::123456789012:root' }),
      statement('*'),
      statement({ Service: 'events.amazonaws.com' }, 'Deny'),
    ],
  });
  const { policy } = await callersOfLatest(answering({ GetPolicy: { Policy } }), 'orders');
  assert.deepEqual(policy, ['an account', 'everybody', 's3.amazonaws.com']);
});

test('what may not be read, or cannot be, is not known', async () => {
  const denied = named('AccessDeniedException');
  const answers = { GetFunctionUrlConfig: denied, ListEventSourceMappings: denied, GetPolicy: { Policy: 'no JSON' } };
  assert.deepEqual(await callersOfLatest(answering(answers), 'orders'), {
    functionUrl: 'not-known',
    eventSources: 'not-known',
    policy: 'not-known',
  });
});
