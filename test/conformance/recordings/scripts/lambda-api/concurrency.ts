import { rewritten } from '../../compare/transformers.js';
import { script } from '../../script.js';
import { createUsual, until, untilActive } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

async function reserved(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('lambda_func-');
  await createUsual(stage, FunctionName);
  for (const ReservedConcurrentExecutions of [0, 1]) {
    const put = lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions });
    await stage.record(`put_function_concurrency_with_reserved_${ReservedConcurrentExecutions}`, put);
  }
  await stage.record('get_function_concurrency', lambda.getFunctionConcurrency({ FunctionName }));
  await stage.record('delete_response', lambda.deleteFunctionConcurrency({ FunctionName }));
  await stage.record('get_function_concurrency_after_delete', lambda.getFunctionConcurrency({ FunctionName }));
}

async function limits(stage: Stage): Promise<void> {
  const { lambda } = stage;
  stage.addRules(rewritten(/(?<=minimum value of \[)\d+(?=\])/g, '<min_unreserved_concurrency>'));
  const FunctionName = uniqueName('lambda_func-');
  await createUsual(stage, FunctionName);
  const { AccountLimit } = await lambda.getAccountSettings({});
  const most = AccountLimit?.ConcurrentExecutions ?? 0;
  const put = (ReservedConcurrentExecutions: number) =>
    lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions });
  await stage.record('put_function_concurrency_account_limit_exceeded', put(most + 1));
  await stage.record('put_function_concurrency_below_unreserved_min_value', put(most));
}

async function published(stage: Stage): Promise<{ FunctionName: string; Version: string }> {
  const FunctionName = uniqueName('lambda_func-');
  await createUsual(stage, FunctionName);
  const call = stage.lambda.publishVersion({ FunctionName });
  const { Version = '' } = await stage.record('publish_version_result', call);
  await untilActive(stage.lambda, FunctionName, Version);
  return { FunctionName, Version };
}

async function provisionedRefusals(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const { FunctionName, Version } = await published(stage);
  const nowhere = 'doesnotexist';
  const get = (step: string, name: string, Qualifier: string) =>
    stage.record(`get_provisioned_${step}`, lambda.getProvisionedConcurrencyConfig({ FunctionName: name, Qualifier }));
  await get('config_doesnotexist', FunctionName, Version);
  await get('functionname_doesnotexist', nowhere, 'noalias');
  await get('qualifier_doesnotexist', FunctionName, 'noalias');
  await get('version_doesnotexist', FunctionName, '10');
  await get('latest', FunctionName, '$LATEST');
  const list = (name: string) => lambda.listProvisionedConcurrencyConfigs({ FunctionName: name });
  await stage.record('list_provisioned_noconfigs', list(FunctionName));
  await stage.record('list_provisioned_functionname_doesnotexist', list(nowhere));
  const remove = (step: string, name: string, Qualifier: string) => {
    const call = lambda.deleteProvisionedConcurrencyConfig({ FunctionName: name, Qualifier });
    return stage.record(`delete_provisioned_${step}`, call);
  };
  await remove('functionname_doesnotexist', nowhere, Version);
  await remove('qualifier_doesnotexist', FunctionName, 'noalias');
  await remove('version_doesnotexist', FunctionName, '10');
  await remove('latest', FunctionName, '$LATEST');
  await remove('config_doesnotexist', FunctionName, Version);
  await putRefusals(stage, FunctionName, Version);
}

async function putRefusals(stage: Stage, name: string, version: string): Promise<void> {
  const put = (step: string, FunctionName: string, Qualifier: string, ProvisionedConcurrentExecutions = 1) => {
    const settings = { FunctionName, Qualifier, ProvisionedConcurrentExecutions };
    return stage.record(`put_provisioned_${step}`, stage.lambda.putProvisionedConcurrencyConfig(settings));
  };
  await put('invalid_param_0', name, version, 0);
  await put('functionname_doesnotexist_alias', 'doesnotexist', 'noalias');
  await put('functionname_doesnotexist_version', 'doesnotexist', '1');
  await put('qualifier_doesnotexist', name, 'doesnotexist');
  await put('version_doesnotexist', name, '10');
  await put('latest', name, '$LATEST');
}

async function provisionedLifecycle(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const { FunctionName, Version } = await published(stage);
  const alias = uniqueName('alias-');
  stage.replace(alias, '<alias-name>');
  const create = lambda.createAlias({ FunctionName, Name: alias, FunctionVersion: Version });
  await stage.record('create_alias_result', create);
  const put = (step: string, Qualifier: string) => {
    const settings = { FunctionName, Qualifier, ProvisionedConcurrentExecutions: 1 };
    return stage.record(`put_provisioned_on_${step}`, lambda.putProvisionedConcurrencyConfig(settings));
  };
  const get = (Qualifier: string) => lambda.getProvisionedConcurrencyConfig({ FunctionName, Qualifier });
  await put('version', Version);
  await put('alias_versionconflict', alias);
  await until(async () => (await get(Version)).Status === 'READY');
  const remove = lambda.deleteProvisionedConcurrencyConfig({ FunctionName, Qualifier: Version });
  await stage.record('delete_provisioned_version', remove);
  await stage.record('get_provisioned_version_postdelete', get(Version));
  await put('alias', alias);
  await put('version_conflict', Version);
  await stage.record('delete_alias_result', lambda.deleteAlias({ FunctionName, Name: alias }));
  await stage.record('get_provisioned_alias_postaliasdelete', get(alias));
  const left = lambda.listProvisionedConcurrencyConfigs({ FunctionName });
  await stage.record('list_response_postdeletes', left);
}

export const concurrencyScripts = [
  script('TestLambdaReservedConcurrency::test_function_concurrency', reserved),
  script('TestLambdaReservedConcurrency::test_function_concurrency_limits', limits),
  script('TestLambdaProvisionedConcurrency::test_provisioned_concurrency_exceptions', provisionedRefusals),
  script('TestLambdaProvisionedConcurrency::test_lambda_provisioned_lifecycle', provisionedLifecycle),
];
