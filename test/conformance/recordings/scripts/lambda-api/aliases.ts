import { script } from '../../script.js';
import { recordBare, untilActive } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

async function staged(stage: Stage): Promise<string> {
  const name = uniqueName('alias-fn-');
  await recordBare(stage, 'create_response', name, { Environment: { Variables: { testenv: 'staging' } } });
  return name;
}

export const aliasScripts = [
  script('TestLambdaAlias::test_alias_naming', async (stage) => {
    const { lambda } = stage;
    const FunctionName = await staged(stage);
    await stage.record('publish_v1', lambda.publishVersion({ FunctionName }));
    await untilActive(lambda, FunctionName, '1');
    const Name = '2024-01-02';
    const settings = { FunctionName, FunctionVersion: '1', Description: 'custom-alias' };
    await stage.record('create_alias_date', lambda.createAlias({ ...settings, Name }));
    await stage.record('get_alias_date', lambda.getAlias({ FunctionName, Name }));
    await lambda.invoke({ FunctionName: `${FunctionName}:${Name}` });
    await stage.record('create_alias_number_exception', lambda.createAlias({ ...settings, Name: '2024' }));
  }),
  script('TestLambdaAlias::test_non_existent_alias_update', async (stage) => {
    const FunctionName = await staged(stage);
    const update = stage.lambda.updateAlias({ FunctionName, Name: 'non-existent', FunctionVersion: '1' });
    await stage.record('update_alias_response', update);
  }),
];
