import assert from 'node:assert/strict';
import type { Actor } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { invalid, notFound } from './refusals.js';

const HANDLERS = {
  'index.js': `
    exports.echo = async (event) => event;
    exports.context = async (_, { clientContext, invokedFunctionArn, functionVersion, memoryLimitInMB, awsRequestId }) =>
      ({ clientContext, invokedFunctionArn, functionVersion, memoryLimitInMB, hasId: awsRequestId.length === 36 });
    exports.trace = async () => process.env._X_AMZN_TRACE_ID;
    exports.print = async ({ lines = 1 }) => { for (let i = 0; i < lines; i++) console.log('printed'); return lines; };
    exports.large = async () => 'x'.repeat(6 * 1024 * 1024 + 100);
    exports.fail = async () => { throw new TypeError('not today'); };
    exports.exit = async () => process.exit(3);
    exports.slow = () => new Promise((resolve) => setTimeout(resolve, 60_000));
  `,
};

export const invocations: Scenario = {
  name: 'invocations',
  async run(actor) {
    const { givenFunction } = actor;
    for (const name of ['echo', 'context', 'print', 'large', 'fail', 'exit', 'slow']) {
      await givenFunction(name, { source: HANDLERS, Handler: `index.${name}`, Timeout: name === 'slow' ? 1 : 20 });
    }
    await answered(actor);
    await contexts(actor);
    await withLog(actor);
    await functionErrors(actor);
    await limitErrors(actor);
    await refusals(actor);
  },
};

async function contexts({ lambda, functionArn }: Actor): Promise<void> {
  const client = { custom: { Größe: 'ü' }, env: { locale: 'de' } };
  await lambda.answers(
    'Invoke',
    { FunctionName: 'context', ClientContext: Buffer.from(JSON.stringify(client)).toString('base64') },
    {
      Payload: JSON.stringify({
        clientContext: client,
        invokedFunctionArn: functionArn('context'),
        functionVersion: '$LATEST',
        memoryLimitInMB: '1769',
        hasId: true,
      }),
    },
  );
  await lambda.answers(
    'Invoke',
    { FunctionName: 'context', Qualifier: '$LATEST' },
    {
      Payload: new RegExp(`"invokedFunctionArn":"${functionArn('context').replaceAll('$', '\\$')}:\\$LATEST"`),
    },
  );
}

async function answered({ lambda }: Actor): Promise<void> {
  await lambda.answers(
    'Invoke',
    { FunctionName: 'echo', Payload: '{"Größe":["ü",1]}' },
    {
      StatusCode: 200,
      Payload: '{"Größe":["ü",1]}',
      ExecutedVersion: '$LATEST',
      FunctionError: absent,
      LogResult: absent,
    },
  );
  await lambda.answers('Invoke', { FunctionName: 'echo' }, { Payload: '{}' });
  await lambda.answers(
    'Invoke',
    { FunctionName: 'echo', InvocationType: 'DryRun' },
    {
      StatusCode: 204,
      ExecutedVersion: absent,
    },
  );
}

const unhandled = { StatusCode: 200, FunctionError: 'Unhandled', ExecutedVersion: '$LATEST' } as const;

async function withLog({ lambda }: Actor): Promise<void> {
  const { LogResult = '' } = await lambda.answers(
    'Invoke',
    { FunctionName: 'print', LogType: 'Tail' },
    { Payload: '1' },
  );
  const log = Buffer.from(LogResult, 'base64').toString();
  assert.match(log, /START RequestId: [0-9a-f-]{36} Version: \$LATEST\n/);
  assert.match(log, /\tINFO\tprinted\n/);
  assert.match(
    log,
    /REPORT RequestId: [0-9a-f-]{36}\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 1769 MB\tMax Memory Used: \d+ MB\t/,
  );
  // Of a long log the last 4 KB.
  const long = { FunctionName: 'print', LogType: 'Tail', Payload: '{"lines":200}' } as const;
  const { LogResult: last = '' } = await lambda.answers('Invoke', long, { Payload: '200' });
  const tail = Buffer.from(last, 'base64').toString();
  assert.equal(Buffer.byteLength(tail), 4096);
  assert.match(tail, /REPORT RequestId/);
}

async function functionErrors({ lambda }: Actor): Promise<void> {
  await lambda.answers(
    'Invoke',
    { FunctionName: 'fail' },
    {
      ...unhandled,
      Payload: /^\{"errorType":"TypeError","errorMessage":"not today","trace":\["TypeError: not today",/,
    },
  );
  await lambda.answers(
    'Invoke',
    { FunctionName: 'exit' },
    {
      ...unhandled,
      Payload:
        /^\{"errorType":"Runtime\.ExitError","errorMessage":"RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3"\}$/,
    },
  );
}

async function limitErrors({ lambda }: Actor): Promise<void> {
  await lambda.answers(
    'Invoke',
    { FunctionName: 'slow' },
    {
      ...unhandled,
      Payload:
        /^\{"errorType":"Sandbox\.Timedout","errorMessage":"RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds"\}$/,
    },
  );
  await lambda.answers(
    'Invoke',
    { FunctionName: 'large' },
    {
      ...unhandled,
      Payload:
        '{"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).","errorType":"Function.ResponseSizeTooLarge"}',
    },
  );
  await lambda.answers('UpdateFunctionConfiguration', { FunctionName: 'fail', Handler: 'index.missing' });
  await lambda.answers(
    'Invoke',
    { FunctionName: 'fail' },
    {
      ...unhandled,
      Payload: /^\{"errorType":"Runtime\.HandlerNotFound","errorMessage":"index\.missing is undefined or not exported"/,
    },
  );
}

async function refusals({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.refuses(
    'Invoke',
    { FunctionName: 'echo', Payload: '{"half":' },
    {
      code: 'InvalidRequestContentException',
      message: /^Could not parse request body into json: /,
      status: 400,
    },
  );
  await lambda.refuses(
    'Invoke',
    { FunctionName: 'echo', InvocationType: 'Later' as 'Event' },
    invalid(
      /^1 validation error detected: Value 'Later' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    ),
  );
  await lambda.refuses(
    'Invoke',
    { FunctionName: 'echo', Qualifier: '5' },
    notFound(`Function not found: ${functionArn('echo', ':5')}`),
  );
  await lambda.refuses(
    'Invoke',
    { FunctionName: 'echo', ClientContext: 'no base64 of JSON' },
    {
      code: 'InvalidRequestContentException',
      message: /Client context must be a valid Base64-encoded JSON object/,
      status: 400,
    },
  );
}
