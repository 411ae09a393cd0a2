import { createHash } from 'node:crypto';
import { zip } from '../../../emulator/harness.js';
import type { Actor } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { invalidParameter, notFound, outdated } from './refusals.js';

const say = (word: string) => zip({ 'index.js': `exports.handler = async () => '${word}'` });
const digestOf = (code: Buffer): string => createHash('sha256').update(code).digest('base64');

const FunctionName = 'coded';
const [one, two, three] = await Promise.all([say('one'), say('two'), say('three')]);

export const code: Scenario = {
  name: 'code',
  async run(actor) {
    await dryRun(actor);
    await updated(actor);
    await refused(actor);
  },
};

async function dryRun({ lambda, givenFunction }: Actor): Promise<void> {
  await givenFunction(FunctionName, { Code: { ZipFile: one } });
  const before = await lambda.answers('GetFunctionConfiguration', { FunctionName });

  await lambda.answers(
    'UpdateFunctionCode',
    { FunctionName, ZipFile: two, DryRun: true },
    { CodeSha256: digestOf(two) },
  );
  await lambda.answers(
    'GetFunctionConfiguration',
    { FunctionName },
    {
      CodeSha256: before.CodeSha256 ?? '',
      RevisionId: before.RevisionId ?? '',
    },
  );
  await lambda.answers('Invoke', { FunctionName }, { Payload: '"one"' });
}

async function updated({ lambda, functionArn }: Actor): Promise<void> {
  const before = await lambda.answers('GetFunctionConfiguration', { FunctionName });
  await lambda.answers(
    'UpdateFunctionCode',
    { FunctionName, ZipFile: two, RevisionId: before.RevisionId },
    {
      CodeSha256: digestOf(two),
      CodeSize: two.length,
      State: 'Active',
      LastUpdateStatus: 'InProgress',
      LastUpdateStatusReasonCode: /^Creating$/,
      RevisionId: (it) => it !== before.RevisionId,
    },
  );
  await lambda.answers('Invoke', { FunctionName }, { Payload: '"two"' });
  await lambda.answers(
    'UpdateFunctionCode',
    { FunctionName, ZipFile: three, Publish: true },
    {
      FunctionArn: functionArn(FunctionName, ':1'),
      Version: '1',
      State: 'Pending',
      LastUpdateStatus: absent,
    },
  );
  await lambda.answers('Invoke', { FunctionName, Qualifier: '1' }, { Payload: '"three"', ExecutedVersion: '1' });

  const { Code } = await lambda.answers('GetFunction', { FunctionName });
  const stored = await fetch(Code?.Location ?? '');
  if (!Buffer.from(await stored.arrayBuffer()).equals(three)) throw new Error('The location has another package');
}

async function refused({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.refuses(
    'UpdateFunctionCode',
    { FunctionName, ZipFile: two, RevisionId: 'outdated' },
    outdated('GetFunction/GetAlias'),
  );
  await lambda.refuses(
    'UpdateFunctionCode',
    { FunctionName: 'nobody', ZipFile: two },
    notFound(`Function not found: ${functionArn('nobody')}`),
  );
  await lambda.refuses(
    'UpdateFunctionCode',
    { FunctionName, ZipFile: Buffer.from('no zip') },
    invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.'),
    'aws',
  );
  await lambda.refuses(
    'UpdateFunctionCode',
    { FunctionName, ImageUri: '000000000000.dkr.ecr.us-east-1.amazonaws.com/a:b' },
    invalidParameter("Please don't provide ImageUri when updating a function with packageType Zip."),
  );
  await lambda.refuses(
    'UpdateFunctionCode',
    { FunctionName },
    invalidParameter('Please provide a source for function code.'),
  );
}
