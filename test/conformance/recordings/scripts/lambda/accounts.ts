import assert from 'node:assert/strict';
import type { Lambda } from '@aws-sdk/client-lambda';
import { script } from '../../script.js';
import { createUsual } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

/** AWS recorded no answers here: that a permitted second account is answered at all was what counted. */
const permitted = (use: (lambda: Lambda, FunctionArn: string) => Promise<void>) => async (stage: Stage) => {
  const FunctionName = uniqueName('func-');
  const { FunctionArn = '' } = await createUsual(stage, FunctionName);
  const StatementId = uniqueName('stm-');
  await stage.lambda.addPermission({ FunctionName, StatementId, Principal: '111111111111', Action: 'lambda:*' });
  await use(stage.lambdaOf({ accessKeyId: 'AKIDSECONDACCOUNT', secretAccessKey: 'another' }), FunctionArn);
};

export const accountScripts = [
  script(
    'TestLambdaMultiAccounts::test_get_function',
    permitted(async (lambda, FunctionName) => {
      const { Configuration } = await lambda.getFunction({ FunctionName });
      assert.equal(Configuration?.FunctionArn, FunctionName);
    }),
  ),
  script(
    'TestLambdaMultiAccounts::test_get_function_configuration',
    permitted(async (lambda, FunctionName) => {
      const { FunctionArn } = await lambda.getFunctionConfiguration({ FunctionName });
      assert.equal(FunctionArn, FunctionName);
    }),
  ),
  script(
    'TestLambdaMultiAccounts::test_function_alias',
    permitted(async (lambda, FunctionName) => {
      const [Name, Description] = [uniqueName('alias-'), uniqueName('alias-description-')];
      await lambda.createAlias({ FunctionName, FunctionVersion: '$LATEST', Name });
      await lambda.getAlias({ FunctionName, Name });
      await lambda.updateAlias({ FunctionName, Name, Description });
      const { Aliases = [] } = await lambda.listAliases({ FunctionName });
      assert.deepEqual(
        Aliases.map((alias) => alias.Description),
        [Description],
      );
      await lambda.deleteAlias({ FunctionName, Name });
    }),
  ),
  script(
    'TestLambdaMultiAccounts::test_function_tags',
    permitted(async (lambda, Resource) => {
      const Tags = { foo: 'bar' };
      await lambda.tagResource({ Resource, Tags });
      assert.deepEqual((await lambda.listTags({ Resource })).Tags, Tags);
      await lambda.untagResource({ Resource, TagKeys: ['lorem'] });
    }),
  ),
];
