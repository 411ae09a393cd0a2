import type { Actor } from '../actor.js';
import type { Scenario } from '../scenario.js';
import { conflict, invalid, invalidParameter, notFound, outdated, violation } from './refusals.js';

const WHICH = { 'index.js': 'exports.handler = async (event, context) => context.functionVersion' };

const FunctionName = 'aliased';
const alias = { FunctionName, Name: 'live' };

export const aliases: Scenario = {
  name: 'aliases',
  async run(actor) {
    await created(actor);
    await refused(actor);
    await weighted(actor);
    await updatesRefused(actor);
    await moved(actor);
    await deleted(actor);
  },
};

async function created({ lambda, givenFunction, functionArn }: Actor): Promise<void> {
  await givenFunction(FunctionName, { source: WHICH, Publish: true });
  await lambda.answers('UpdateFunctionConfiguration', { FunctionName, Description: 'second' });
  await lambda.answers('PublishVersion', { FunctionName }, { Version: '2' });

  const shown = await lambda.answers(
    'CreateAlias',
    { ...alias, FunctionVersion: '1', Description: 'the first' },
    {
      AliasArn: functionArn(FunctionName, ':live'),
      Name: 'live',
      FunctionVersion: '1',
      Description: 'the first',
      RevisionId: /^[0-9a-f-]{36}$/,
    },
  );
  await lambda.answers('GetAlias', alias, { ...shown });
}

async function refused({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.refuses(
    'CreateAlias',
    { ...alias, FunctionVersion: '2' },
    conflict(`Alias already exists: ${functionArn(FunctionName, ':live')}`),
  );
  await lambda.refuses(
    'CreateAlias',
    { FunctionName, Name: 'to-nothing', FunctionVersion: '9' },
    notFound(`Function not found: ${functionArn(FunctionName, ':9')}`),
  );
  await lambda.refuses(
    'CreateAlias',
    { FunctionName, Name: '1', FunctionVersion: '1' },
    invalid(violation('1', 'name', 'satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)')),
  );
  await lambda.refuses(
    'CreateAlias',
    { FunctionName: 'nobody', Name: 'a', FunctionVersion: '1' },
    notFound(`Function not found: ${functionArn('nobody')}`),
  );
  await lambda.refuses(
    'GetAlias',
    { FunctionName, Name: 'gone' },
    notFound(`Cannot find alias arn: ${functionArn(FunctionName, ':gone')}`),
  );
  await lambda.answers(
    'GetFunctionConfiguration',
    { FunctionName, Qualifier: 'live' },
    {
      FunctionArn: functionArn(FunctionName, ':live'),
      Version: '1',
    },
  );
}

/** Weights of 0 and 1 leave nothing to chance. */
async function weighted({ lambda }: Actor): Promise<void> {
  // Weights of 0 and 1 leave nothing to chance.
  const weighted = { AdditionalVersionWeights: { '2': 1 } };
  await lambda.answers(
    'UpdateAlias',
    { ...alias, RoutingConfig: weighted },
    {
      FunctionVersion: '1',
      RoutingConfig: weighted,
    },
  );
  await lambda.answers('Invoke', { FunctionName, Qualifier: 'live' }, { Payload: '"2"', ExecutedVersion: '2' });
  await lambda.answers('UpdateAlias', { ...alias, RoutingConfig: { AdditionalVersionWeights: { '2': 0 } } });
  await lambda.answers('Invoke', { FunctionName: `${FunctionName}:live` }, { Payload: '"1"', ExecutedVersion: '1' });
}

async function updatesRefused({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.refuses(
    'UpdateAlias',
    { ...alias, RoutingConfig: { AdditionalVersionWeights: { '2': 0.5, '3': 0.1 } } },
    notFound(`Function not found: ${functionArn(FunctionName, ':3')}`),
  );
  await lambda.refuses(
    'UpdateAlias',
    { ...alias, RoutingConfig: { AdditionalVersionWeights: { '1': 0.5 } } },
    invalidParameter(
      /^Invalid function version 1\. Function version 1 is already included in routing configuration\.$/,
    ),
  );
  await lambda.refuses(
    'UpdateAlias',
    { ...alias, FunctionVersion: '$LATEST', RoutingConfig: { AdditionalVersionWeights: { '2': 0.5 } } },
    invalidParameter('$LATEST is not supported for an alias pointing to more than 1 version'),
  );
  await lambda.refuses('UpdateAlias', { ...alias, RevisionId: 'outdated' }, outdated('GetFunction/GetAlias'));
  await lambda.refuses(
    'UpdateAlias',
    { FunctionName, Name: 'gone' },
    notFound(`Alias not found: ${functionArn(FunctionName, ':gone')}`),
  );
}

async function moved({ lambda, functionArn }: Actor): Promise<void> {
  const { RevisionId = '' } = await lambda.answers('GetAlias', alias);
  await lambda.answers(
    'UpdateAlias',
    {
      ...alias,
      FunctionVersion: '2',
      RoutingConfig: { AdditionalVersionWeights: {} },
      RevisionId,
    },
    { FunctionVersion: '2', Description: 'the first' },
  );

  await lambda.answers('CreateAlias', { FunctionName, Name: 'old', FunctionVersion: '1' });
  await lambda.answers('ListAliases', { FunctionName }, { Aliases: [{ Name: 'live' }, { Name: 'old' }] });
  await lambda.answers('ListAliases', { FunctionName, FunctionVersion: '1' }, { Aliases: [{ Name: 'old' }] });
  await lambda.refuses(
    'ListAliases',
    { FunctionName: 'nobody' },
    notFound(`Function not found: ${functionArn('nobody')}`),
  );
}

async function deleted({ lambda, functionArn }: Actor): Promise<void> {
  await lambda.refuses(
    'DeleteFunction',
    { FunctionName, Qualifier: '2' },
    conflict('Unable to delete version because the following aliases reference it: [live]'),
  );
  await lambda.answers('DeleteAlias', alias);
  await lambda.answers('DeleteAlias', alias);
  await lambda.refuses(
    'Invoke',
    { FunctionName, Qualifier: 'live' },
    notFound(`Function not found: ${functionArn(FunctionName, ':live')}`),
  );
}
