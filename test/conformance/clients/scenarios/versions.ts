import { zip } from '../../../emulator/harness.js';
import type { Actor } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { conflict, invalidParameter, notFound, outdated } from './refusals.js';

const FunctionName = 'versioned';

export const versions: Scenario = {
  name: 'versions',
  async run(actor) {
    await published(actor);
    await changed(actor);
    await listed(actor);
    await refused(actor);
    await deleted(actor);
  },
};

async function published({ lambda, givenFunction, functionArn }: Actor): Promise<void> {
  await givenFunction(FunctionName, { source: { 'index.js': "exports.handler = async () => 'one'" } });
  const latest = await lambda.answers('GetFunctionConfiguration', { FunctionName });

  const first = await lambda.answers(
    'PublishVersion',
    { FunctionName, Description: 'the first', CodeSha256: latest.CodeSha256, RevisionId: latest.RevisionId },
    {
      FunctionArn: functionArn(FunctionName, ':1'),
      Version: '1',
      Description: 'the first',
      State: 'Active',
      LastUpdateStatus: 'Successful',
      RevisionId: (it) => it !== latest.RevisionId,
    },
  );
  // Nothing has changed since, so there is nothing to publish.
  await lambda.answers('PublishVersion', { FunctionName }, { Version: '1', RevisionId: first.RevisionId ?? '' });
}

async function changed({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.answers('UpdateFunctionCode', {
    FunctionName,
    ZipFile: await zip({ 'index.js': "exports.handler = async () => 'two'" }),
  });
  await lambda.answers('PublishVersion', { FunctionName }, { Version: '2', Description: '' });
  await lambda.answers('Invoke', { FunctionName, Qualifier: '1' }, { Payload: '"one"', ExecutedVersion: '1' });
  await lambda.answers(
    'Invoke',
    { FunctionName: functionArn(FunctionName, ':2') },
    { Payload: '"two"', ExecutedVersion: '2' },
  );

  // A description alone makes a new version, as it is a part of $LATEST.
  await lambda.answers('UpdateFunctionConfiguration', { FunctionName, Description: 'third' });
  await lambda.answers('PublishVersion', { FunctionName }, { Version: '3', Description: 'third' });
}

async function listed({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.answers(
    'ListVersionsByFunction',
    { FunctionName },
    {
      Versions: [
        { Version: '$LATEST', FunctionArn: functionArn(FunctionName, ':$LATEST'), State: absent },
        { Version: '1', Description: 'the first' },
        { Version: '2' },
        { Version: '3' },
      ],
    },
  );
  await lambda.answers(
    'GetFunction',
    { FunctionName, Qualifier: '2' },
    { Configuration: { Version: '2', FunctionArn: functionArn(FunctionName, ':2') } },
  );
}

async function refused({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.refuses('PublishVersion', { FunctionName, RevisionId: 'outdated' }, outdated('GetFunction/GetAlias'));
  await lambda.refuses(
    'PublishVersion',
    { FunctionName, CodeSha256: 'other' },
    invalidParameter(
      /^CodeSHA256 \(other\) is different from current CodeSHA256 in \$LATEST \(.+\)\. Please try again with the CodeSHA256 in \$LATEST\.$/,
    ),
  );
  await lambda.refuses(
    'PublishVersion',
    { FunctionName: 'nobody' },
    notFound(`Function not found: ${functionArn('nobody')}`),
  );
  await lambda.refuses('ListVersionsByFunction', { FunctionName: 'nobody' }, notFound(/^Function not found/));
}

async function deleted({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.answers('CreateAlias', { FunctionName, Name: 'live', FunctionVersion: '1' });
  await lambda.refuses('DeleteFunction', { FunctionName, Qualifier: '1' }, conflict(/aliases reference it: \[live\]$/));
  await lambda.answers('DeleteFunction', { FunctionName, Qualifier: '2' });
  await lambda.refuses(
    'GetFunctionConfiguration',
    { FunctionName, Qualifier: '2' },
    notFound(`Function not found: ${functionArn(FunctionName, ':2')}`),
  );
}
