import type { Architecture, Lambda, PublishLayerVersionRequest, Runtime } from '@aws-sdk/client-lambda';
import { zip } from '../../../../emulator/harness.js';
import { script, scripts } from '../../script.js';
import { createUsual, usualFunction } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

const layerCode = (): Promise<Uint8Array> => zip({ 'python/module.py': 'ANSWER = 42\n' });

const publish = async (lambda: Lambda, LayerName: string, settings: Partial<PublishLayerVersionRequest>) =>
  lambda.publishLayerVersion({ LayerName, Content: { ZipFile: await layerCode() }, ...settings });

/** In the order of the recorder's own table of runtimes, at most fifteen a request, which is AWS's limit. */
const runtimes = {
  runtimes0: [
    ...['nodejs24.x', 'nodejs22.x', 'nodejs20.x', 'nodejs18.x', 'nodejs16.x', 'nodejs14.x', 'nodejs12.x'],
    ...['python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python3.9', 'python3.8', 'python3.7'],
  ],
  runtimes1: [
    ...['java25', 'java21', 'java17', 'java11', 'java8.al2', 'java8', 'dotnet10', 'dotnet8', 'dotnet6'],
    ...['dotnetcore3.1', 'go1.x', 'ruby3.4', 'ruby3.3', 'ruby3.2', 'ruby2.7'],
  ],
  runtimes2: ['provided.al2023', 'provided.al2', 'provided'],
};

async function lookUps(stage: Stage, LayerName: string, layerArn: string): Promise<void> {
  const { lambda } = stage;
  const CompatibleRuntime = 'runtimedoesnotexist' as Runtime;
  await stage.record('list_layers_exc_compatibleruntime_invalid', lambda.listLayers({ CompatibleRuntime }));
  const CompatibleArchitecture = 'archdoesnotexist' as Architecture;
  const listed = lambda.listLayers({ CompatibleArchitecture });
  await stage.record('list_layers_exc_compatiblearchitecture_invalid', listed);
  const unknown = { LayerName: 'layerdoesnotexist' };
  await stage.record('list_nonexistent_layer', lambda.listLayerVersions(unknown));
  const get = (step: string, name: string, VersionNumber: number) =>
    stage.record(`get_layer_version_exc_layer${step}`, lambda.getLayerVersion({ LayerName: name, VersionNumber }));
  await get('_doesnotexist', 'layerdoesnotexist', 1);
  await get('_version_doesnotexist_negative', LayerName, -1);
  await get('_version_doesnotexist_zero', LayerName, 0);
  await get('_version_doesnotexist_2', LayerName, 2);
  const byArn = (step: string, Arn: string) =>
    stage.record(`get_layer_version_by_arn_exc_${step}`, lambda.getLayerVersionByArn({ Arn }));
  await byArn('invalidarn', layerArn);
  await byArn('nonexistentversion', `${layerArn}:2`);
}

async function deletions(stage: Stage, name: string): Promise<void> {
  const remove = (step: string, LayerName: string, VersionNumber: number) =>
    stage.record(`delete_${step}`, stage.lambda.deleteLayerVersion({ LayerName, VersionNumber }));
  await remove('nonexistent_response', 'layerdoesnotexist', 1);
  await remove('nonexistent_version_response', name, 2);
  await remove('layer_response', name, 1);
  await remove('layer_again_response', name, 1);
  await remove('layer_version_exc_layerversion_invalid_version', name, -1);
}

async function refusals(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const name = uniqueName('testlayer-');
  const settings = { CompatibleRuntimes: ['python3.12' as const], CompatibleArchitectures: ['x86_64' as const] };
  const published = await stage.record('publish_result', publish(lambda, name, settings));
  await lookUps(stage, name, published.LayerArn ?? '');
  await deletions(stage, name);
  const empty = { CompatibleRuntimes: [], CompatibleArchitectures: [] };
  await stage.record('publish_empty_result', publish(lambda, uniqueName('testlayer-empty-'), empty));
  const wrong = (step: string, CompatibleRuntimes: string[], CompatibleArchitectures: string[]) => {
    const lists = { CompatibleRuntimes, CompatibleArchitectures } as Partial<PublishLayerVersionRequest>;
    return stage.record(`publish_layer_version_exc_${step}`, publish(lambda, uniqueName('testlayer-2-'), lists));
  };
  await wrong('invalid_runtime_arch', ['invalidruntime'], ['invalidarch']);
  const partly = ['invalidruntime', 'invalidruntime2', 'nodejs20.x'];
  await wrong('partially_invalid_values', partly, ['invalidarch', 'x86_64']);
}

const X86: Partial<PublishLayerVersionRequest> = { CompatibleRuntimes: [], CompatibleArchitectures: ['x86_64'] };
const ELSEWHERE = 'us-west-1';

async function withFunctions(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('fn-layer-');
  const LayerName = uniqueName('testlayer-');
  const { LayerArn = '', LayerVersionArn: first = '' } = await stage.record(
    'publish_result',
    publish(lambda, LayerName, X86),
  );
  const { LayerVersionArn: second = '' } = await stage.record('publish_result_2', publish(lambda, LayerName, X86));
  const { LayerVersionArn: third = '' } = await stage.record('publish_result_3', publish(lambda, LayerName, X86));
  await createUsual(stage, FunctionName);
  await stage.record('get_fn_result', lambda.getFunction({ FunctionName }));
  const update = (step: string, ...Layers: string[]) =>
    stage.record(`${step}_exc`, lambda.updateFunctionConfiguration({ FunctionName, Layers }));
  await update('two_layer_versions_single_function', first, second);
  await update('three_layer_versions_single_function', first, second, third);
  await update('two_identical_layer_versions_single_function', first, first);
  await update('add_nonexistent_layer', `${LayerArn.replace(LayerName, 'doesnotexist')}:1`);
  await update('add_nonexistent_layer_version', `${LayerArn}:9`);
  await update('add_layer_arn_without_version', LayerArn);
  const far = await publish(stage.lambdaIn(ELSEWHERE), LayerName, X86);
  const settings = await usualFunction(uniqueName('fn-layer-'), { Layers: [far.LayerVersionArn ?? ''] });
  await stage.record('create_function_with_layer_in_different_region', lambda.createFunction(settings));
}

export const layerScripts = [
  ...scripts('TestLambdaLayer::test_layer_compatibilities', runtimes, async (stage, list) => {
    const settings = { CompatibleRuntimes: list as Runtime[], CompatibleArchitectures: ['arm64', 'x86_64'] };
    const call = publish(stage.lambda, uniqueName('testlayer-'), settings as Partial<PublishLayerVersionRequest>);
    await stage.record('publish_result', call);
  }),
  script('TestLambdaLayer::test_layer_exceptions', refusals),
  script('TestLambdaLayer::test_layer_function_exceptions', withFunctions),
];
