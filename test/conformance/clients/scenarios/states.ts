import { zip } from '../../../emulator/harness.js';
import { type Actor, ECHO, ROLE } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { conflict } from './refusals.js';

const FunctionName = 'moving';
const ZipFile = await zip(ECHO);

/** States move when they are told to, and each client waits for them with its own waiters. */
export const states: Scenario = {
  name: 'states',
  emulator: 'moving',
  async run(actor) {
    await creation(actor);
    await update(actor);
    await publication(actor);
  },
};

async function creation({ lambda }: Actor): Promise<void> {
  const pending = conflict(
    'The operation cannot be performed at this time. The function is currently in the following state: Pending',
  );
  const { RevisionId } = await lambda.answers(
    'CreateFunction',
    { FunctionName, Role: ROLE, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } },
    { State: 'Pending', StateReasonCode: 'Creating' },
  );
  await lambda.refuses('Invoke', { FunctionName }, pending);
  await lambda.refuses('UpdateFunctionConfiguration', { FunctionName, Timeout: 9 }, pending);
  await lambda.waits('FunctionActiveV2', { FunctionName });
  await lambda.waits('FunctionExists', { FunctionName });
  await lambda.answers(
    'GetFunctionConfiguration',
    { FunctionName },
    {
      State: 'Active',
      StateReason: absent,
      StateReasonCode: absent,
      LastUpdateStatus: 'Successful',
      RevisionId: (it) => it !== RevisionId,
    },
  );
}

async function update({ lambda, functionArn }: Actor): Promise<void> {
  const updating = conflict(
    `The operation cannot be performed at this time. An update is in progress for resource: ${functionArn(FunctionName)}`,
  );
  await lambda.answers('UpdateFunctionConfiguration', { FunctionName, Timeout: 9 }, { LastUpdateStatus: 'InProgress' });
  await lambda.refuses('UpdateFunctionCode', { FunctionName, ZipFile }, updating);
  await lambda.refuses('PublishVersion', { FunctionName }, updating);
  // What was there is run until the update is done.
  await lambda.answers('Invoke', { FunctionName, Payload: '1' }, { Payload: '1' });
  await lambda.waits('FunctionUpdatedV2', { FunctionName });
  await lambda.answers(
    'GetFunction',
    { FunctionName },
    {
      Configuration: { LastUpdateStatus: 'Successful', LastUpdateStatusReason: absent, Timeout: 9 },
    },
  );
}

async function publication({ lambda }: Actor): Promise<void> {
  await lambda.answers(
    'UpdateFunctionCode',
    { FunctionName, ZipFile: await zip({ ...ECHO, 'more.txt': '' }), Publish: true },
    {
      Version: '1',
      State: 'Pending',
    },
  );
  await lambda.waits('PublishedVersionActive', { FunctionName, Qualifier: '1' });
  await lambda.waits('FunctionUpdated', { FunctionName });
  await lambda.waits('FunctionActive', { FunctionName, Qualifier: '1' });
  await lambda.answers('GetFunctionConfiguration', { FunctionName, Qualifier: '1' }, { State: 'Active', Version: '1' });
  await lambda.answers('DeleteFunction', { FunctionName });
}
