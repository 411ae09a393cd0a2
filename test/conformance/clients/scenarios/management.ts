import type { Actor } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { invalid, invalidParameter, notFound, violation } from './refusals.js';

const FunctionName = 'managed';

export const management: Scenario = {
  name: 'management',
  async run(actor) {
    await runtimeManagement(actor);
    await recursion(actor);
  },
};

async function runtimeManagement({ lambda, givenFunction, functionArn, region }: Actor): Promise<void> {
  await givenFunction(FunctionName);
  const gone = notFound(`Function not found: ${functionArn('nobody')}`);
  await lambda.answers(
    'GetRuntimeManagementConfig',
    { FunctionName },
    {
      UpdateRuntimeOn: 'Auto',
      FunctionArn: functionArn(FunctionName, ':$LATEST'),
      RuntimeVersionArn: absent,
    },
  );
  const RuntimeVersionArn = `arn:aws:lambda:${region}::runtime:${'0'.repeat(64)}`;
  const pinned = { UpdateRuntimeOn: 'Manual', RuntimeVersionArn } as const;
  await lambda.answers(
    'PutRuntimeManagementConfig',
    { FunctionName, ...pinned },
    {
      ...pinned,
      FunctionArn: functionArn(FunctionName, ':$LATEST'),
    },
  );
  await lambda.answers('GetRuntimeManagementConfig', { FunctionName }, pinned);
  await lambda.refuses(
    'PutRuntimeManagementConfig',
    { FunctionName, UpdateRuntimeOn: 'Never' as 'Auto' },
    invalid(
      /^1 validation error detected: Value 'Never' at 'updateRuntimeOn' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    ),
  );
  await lambda.refuses(
    'PutRuntimeManagementConfig',
    { FunctionName, UpdateRuntimeOn: 'Manual' },
    invalidParameter(/RuntimeVersionArn/),
  );
  await lambda.refuses('PutRuntimeManagementConfig', { FunctionName: 'nobody', UpdateRuntimeOn: 'Auto' }, gone);
  await lambda.refuses('GetRuntimeManagementConfig', { FunctionName: 'nobody' }, gone);
}

async function recursion({ lambda, functionArn }: Actor): Promise<void> {
  const gone = notFound(`Function not found: ${functionArn('nobody')}`);
  await lambda.answers('GetFunctionRecursionConfig', { FunctionName }, { RecursiveLoop: 'Terminate' });
  await lambda.answers(
    'PutFunctionRecursionConfig',
    { FunctionName, RecursiveLoop: 'Allow' },
    { RecursiveLoop: 'Allow' },
  );
  await lambda.answers('GetFunctionRecursionConfig', { FunctionName }, { RecursiveLoop: 'Allow' });
  await lambda.refuses(
    'PutFunctionRecursionConfig',
    { FunctionName, RecursiveLoop: 'Maybe' as 'Allow' },
    invalid(violation('Maybe', 'recursiveLoop', 'satisfy enum value set: [Terminate, Allow]')),
  );
  await lambda.refuses('PutFunctionRecursionConfig', { FunctionName: 'nobody', RecursiveLoop: 'Allow' }, gone);
  await lambda.refuses('GetFunctionRecursionConfig', { FunctionName: 'nobody' }, gone);
}
