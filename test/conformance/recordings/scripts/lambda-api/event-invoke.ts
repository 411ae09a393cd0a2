import assert from 'node:assert/strict';
import type { FunctionEventInvokeConfig, Lambda, PutFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda';
import { ACCOUNT, REGION } from '../../compare/rules.js';
import { sorted } from '../../compare/transformers.js';
import { script } from '../../script.js';
import { createUsual, newRole, untilActive } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

interface Cast {
  readonly lambda: Lambda;
  readonly name: string;
  readonly arn: string;
  readonly otherArn: string;
  readonly version: string;
  readonly alias: string;
  readonly aliasArn: string;
}

const NOWHERE = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:doesnotexist`;
type Config = Partial<PutFunctionEventInvokeConfigRequest>;

async function cast(stage: Stage): Promise<Cast> {
  const { lambda } = stage;
  const Role = newRole();
  const name = uniqueName('fn-eventinvoke-');
  const own = await createUsual(stage, name, { Role });
  const other = await createUsual(stage, uniqueName('fn-eventinvoke-2-'), { Role });
  const { Version = '' } = await stage.record('fn_version_result', lambda.publishVersion({ FunctionName: name }));
  await untilActive(lambda, name, Version);
  const create = lambda.createAlias({ FunctionName: name, Name: 'eventinvokealias', FunctionVersion: Version });
  const { Name: alias = '', AliasArn: aliasArn = '' } = await stage.record('fn_alias_result', create);
  const arns = { arn: own.FunctionArn ?? '', otherArn: other.FunctionArn ?? '', aliasArn };
  return { lambda, name, version: Version, alias, ...arns };
}

type Put = (
  step: string,
  config: Config,
  FunctionName?: string,
  Qualifier?: string,
) => Promise<Partial<FunctionEventInvokeConfig>>;

const putOf =
  (stage: Stage, name: string): Put =>
  (step, config, FunctionName = name, Qualifier) => {
    const qualifier = Qualifier === undefined ? {} : { Qualifier };
    return stage.record(step, stage.lambda.putFunctionEventInvokeConfig({ FunctionName, ...qualifier, ...config }));
  };

const ONE_RETRY = { MaximumRetryAttempts: 1 };

async function destinations(put: Put, { arn, otherArn }: Cast): Promise<void> {
  const onSuccess = (Destination: string): Config => ({ DestinationConfig: { OnSuccess: { Destination } } });
  await put('put_functionname_name_notfound', ONE_RETRY, 'doesnotexist');
  await put('put_functionname_arn_notfound', ONE_RETRY, NOWHERE);
  await put('put_functionname_nootherargs', {}, 'doesnotexist');
  await put('put_destination_lambda_doesntexist', onSuccess(NOWHERE));
  await put('put_destination_recursive', onSuccess(arn));
  await put('put_destination_other_lambda', onSuccess(otherArn));
  await put('put_destination_invalid_service_arn', onSuccess(arn.replace(':lambda:', ':iam:')));
  await put('put_destination_success_no_destination_arn', { DestinationConfig: { OnSuccess: {} } });
  await put('put_destination_failure_no_destination_arn', { DestinationConfig: { OnFailure: {} } });
  const Destination = arn.replace(':lambda:', ':_-/!lambda:');
  await put('put_destination_invalid_arn_pattern', { DestinationConfig: { OnFailure: { Destination } } });
}

async function qualifiers(put: Put, { name, version, alias, aliasArn }: Cast): Promise<void> {
  const unknown = `${alias}doesnotexist`;
  await put('put_destination_latest', ONE_RETRY);
  await put('put_destination_latest_explicit_qualifier', ONE_RETRY, name, '$LATEST');
  await put('put_destination_version', ONE_RETRY, name, version);
  await put('put_alias_functionname_qualifier', ONE_RETRY, name, alias);
  await put('put_alias_doesnotexist', ONE_RETRY, name, unknown);
  await put('put_alias_qualifiedarn', ONE_RETRY, aliasArn);
  await put('put_alias_qualifiedarn_qualifier', ONE_RETRY, aliasArn, alias);
  await put('put_alias_qualifiedarn_qualifierconflict', ONE_RETRY, aliasArn, unknown);
  await put('put_alias_shorthand', ONE_RETRY, `${name}:${alias}`);
  await put('put_alias_shorthand_qualifier', ONE_RETRY, `${name}:${alias}`, alias);
  await put('put_alias_shorthand_qualifierconflict', ONE_RETRY, `${name}:${alias}`, unknown);
  await put('put_version_shorthand', ONE_RETRY, `${name}:${version}`);
  await put('put_shorthand_qualifier_match', ONE_RETRY, `${name}:$LATEST`, '$LATEST');
  await put('put_shorthand_qualifier_mismatch_1', ONE_RETRY, `${name}:${version}`, '$LATEST');
  await put('put_shorthand_qualifier_mismatch_2', ONE_RETRY, `${name}:$LATEST`, version);
  await put('put_shorthand_qualifier_mismatch_3', ONE_RETRY, `${name}:${version}`, alias);
}

async function overwriting(stage: Stage, put: Put, { lambda, name: FunctionName }: Cast): Promise<void> {
  const both = { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 60 };
  const none = { MaximumRetryAttempts: 0 };
  await put('put_maxevent_maxvalue_result', { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600 });
  await put('put_pre_overwrite', both);
  await put('put_post_overwrite', none);
  await put('second_overwrite_existing_response', none);
  await stage.record('get_post_overwrite', lambda.getFunctionEventInvokeConfig({ FunctionName }));
  await put('pre_update_response', both);
  for (const step of ['update_response', 'update_response_existing']) {
    await stage.record(step, lambda.updateFunctionEventInvokeConfig({ FunctionName, ...none }));
  }
}

async function deletion(stage: Stage, { lambda, name: FunctionName, version, alias }: Cast): Promise<void> {
  await stage.record('list_configs', lambda.listFunctionEventInvokeConfigs({ FunctionName }));
  const page = await lambda.listFunctionEventInvokeConfigs({ FunctionName, MaxItems: 2 });
  assert.equal(page.FunctionEventInvokeConfigs?.length, 2);
  assert.ok(page.NextMarker);
  for (const [step, Qualifier] of Object.entries({ latest: '$LATEST', version, alias })) {
    const remove = lambda.deleteFunctionEventInvokeConfig({ FunctionName, Qualifier });
    await stage.record(`delete_${step}`, remove);
  }
  await stage.record('list_configs_postdelete', lambda.listFunctionEventInvokeConfigs({ FunctionName }));
}

async function unknowns(stage: Stage, { lambda, name: FunctionName, arn, aliasArn }: Cast): Promise<void> {
  const nowhere = { FunctionName: 'doesnotexist' };
  const none = { MaximumRetryAttempts: 0 };
  await stage.record('delete_function_not_found', lambda.deleteFunctionEventInvokeConfig({ FunctionName }));
  await stage.record('delete_function_doesnotexist', lambda.deleteFunctionEventInvokeConfig(nowhere));
  await stage.record('list_function_doesnotexist', lambda.listFunctionEventInvokeConfigs(nowhere));
  await stage.record('get_function_doesnotexist', lambda.getFunctionEventInvokeConfig(nowhere));
  const qualified = { FunctionName, Qualifier: 'doesnotexist' };
  await stage.record('get_qualifier_doesnotexist', lambda.getFunctionEventInvokeConfig(qualified));
  const update = (step: string, name: string) => {
    const call = lambda.updateFunctionEventInvokeConfig({ FunctionName: name, ...none });
    return stage.record(`update_eventinvokeconfig_${step}`, call);
  };
  await update('function_doesnotexist', 'doesnotexist');
  const ofAlias = lambda.getFunctionEventInvokeConfig({ FunctionName: aliasArn });
  await stage.record('get_eventinvokeconfig_doesnotexist', ofAlias);
  await update('config_doesnotexist_with_qualifier', aliasArn);
  await update('config_doesnotexist_without_qualifier', arn);
}

export const eventInvokeScripts = [
  script('TestLambdaEventInvokeConfig::test_lambda_eventinvokeconfig_exceptions', async (stage) => {
    stage.addRules(sorted('FunctionEventInvokeConfigs', (item) => String(item.FunctionArn)));
    const everything = await cast(stage);
    const put = putOf(stage, everything.name);
    await destinations(put, everything);
    await qualifiers(put, everything);
    await overwriting(stage, put, everything);
    await deletion(stage, everything);
    await unknowns(stage, everything);
  }),
];
