import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileNameOf } from '../../../../../src/emulator/asynchronous/record-folder.js';
import { ACCOUNT, REGION } from '../../compare/rules.js';
import { type Script, script } from '../../script.js';
import { until } from '../../stage/functions.js';
import { createFrom } from '../../stage/invocations.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

/** Where the emulator puts what AWS sends to queues. */
const folder = mkdtempSync(join(tmpdir(), 'kelvin-recorded-destinations-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The first record that has come to an ARN, as SQS would hand it out: all but the body is SQS's own. */
async function received(arn: string): Promise<object> {
  const file = join(folder, fileNameOf(arn));
  let text = '';
  await until(async () => {
    text = await readFile(file, 'utf8').catch(() => '');
    return text.endsWith('\n');
  });
  const { body } = JSON.parse(text.split('\n')[0] ?? '');
  const MD5OfBody = createHash('md5').update(JSON.stringify(body)).digest('hex');
  const message = { Body: body, MD5OfBody, MessageId: randomUUID(), ReceiptHandle: randomUUID() };
  return { Messages: [message], ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: 200 } };
}

const destination = (payload: object, retries: { MaximumRetryAttempts?: number }) => async (stage: Stage) => {
  const { lambda } = stage;
  const arn = `arn:aws:sqs:${REGION}:${ACCOUNT}:${uniqueName('test-')}`;
  const FunctionName = await createFrom(stage, 'integration.py');
  const put = lambda.putFunctionEventInvokeConfig({
    FunctionName,
    ...retries,
    DestinationConfig: { OnSuccess: { Destination: arn }, OnFailure: { Destination: arn } },
  });
  await stage.record('put_function_event_invoke_config', put);
  await lambda.invoke({ FunctionName, Payload: JSON.stringify(payload), InvocationType: 'Event' });
  stage.note('receive_message_result', (await received(arn)) as never);
};

const once = { MaximumRetryAttempts: 0 };
const assess = (parameter: string, payload: object, retries = {}): Script =>
  script(
    `TestLambdaDestinationSqs::test_assess_lambda_destination_invocation[${parameter}]`,
    destination(payload, retries),
    { destinationFolder: folder },
  );

export const destinationScripts = [
  assess('Success-payload0', {}),
  assess('payload0', {}, once),
  assess('payload1', { raise_error: 1 }, once),
];
