import assert from 'node:assert/strict';
import { keyed, masked, sorted } from '../../compare/transformers.js';
import { script } from '../../script.js';
import { createUsual, packageOf, untilActive } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

async function paging(stage: Stage): Promise<void> {
  const { lambda } = stage;
  stage.addRules(
    masked(keyed('FunctionUrl'), 'lambda-url'),
    sorted('FunctionUrlConfigs', (item) => String(item.FunctionArn)),
  );
  const FunctionName = uniqueName('test-function-');
  const ZipFile = await packageOf('hello.js', 'lambda_handler.js');
  const settings = { Runtime: 'nodejs20.x', Handler: 'lambda_handler.handler', Code: { ZipFile } } as const;
  await createUsual(stage, FunctionName, settings);
  const { Version: FunctionVersion } = await stage.record('fn_version_result', lambda.publishVersion({ FunctionName }));
  await untilActive(lambda, FunctionName, FunctionVersion);
  const Name = 'urlalias';
  await stage.record('create_alias_result', lambda.createAlias({ FunctionName, Name, FunctionVersion }));
  const unknown = lambda.listFunctionUrlConfigs({ FunctionName: 'doesnotexist' });
  await stage.record('list_function_notfound', unknown);
  await stage.record('list_all_empty', lambda.listFunctionUrlConfigs({ FunctionName }));
  const AuthType = 'NONE';
  await stage.record('url_config_fn', lambda.createFunctionUrlConfig({ FunctionName, AuthType }));
  const alias = { FunctionName: `${FunctionName}:${Name}`, Qualifier: Name, AuthType } as const;
  await stage.record('url_config_alias', lambda.createFunctionUrlConfig(alias));
  const all = await stage.record('list_all', lambda.listFunctionUrlConfigs({ FunctionName }));
  await assertPages(stage, FunctionName, all.FunctionUrlConfigs?.map((it) => it.FunctionUrl) ?? []);
}

async function assertPages({ lambda }: Stage, FunctionName: string, all: readonly unknown[]): Promise<void> {
  const first = await lambda.listFunctionUrlConfigs({ FunctionName, MaxItems: 1 });
  const second = await lambda.listFunctionUrlConfigs({ FunctionName, MaxItems: 1, Marker: first.NextMarker });
  const paged = [first, second].flatMap((page) => page.FunctionUrlConfigs?.map((it) => it.FunctionUrl) ?? []);
  assert.deepEqual(paged.toSorted(), all.toSorted());
}

export const urlScripts = [script('TestLambdaUrl::test_url_config_list_paging', paging)];
