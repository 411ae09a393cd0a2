import type { CreateFunctionRequest } from '@aws-sdk/client-lambda';
import { ACCOUNT, REGION } from '../../compare/rules.js';
import { script } from '../../script.js';
import { echo, newRole, untilActive, untilUpdated } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

/** The recorder pushed its images to repositories of its own; of what is in them the answers say nothing. */
function newRepository(stage: Stage, replacement: string): string {
  const repository = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${uniqueName('test-repo-')}`;
  stage.replace(repository, replacement);
  return repository;
}

function imageFunction(image: string, settings: Partial<CreateFunctionRequest> = {}): CreateFunctionRequest {
  return {
    FunctionName: uniqueName('test-function-'),
    Role: newRole(),
    Code: { ImageUri: image },
    PackageType: 'Image',
    Environment: { Variables: { CUSTOM_ENV: 'test' } },
    ...settings,
  };
}

async function looks(stage: Stage, FunctionName: string, code: string, configuration: string): Promise<void> {
  await stage.record(`get-function-code-${code}`, stage.lambda.getFunction({ FunctionName }));
  await stage.record(`get-function-config-${configuration}`, stage.lambda.getFunctionConfiguration({ FunctionName }));
}

async function crud(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const settings = imageFunction(`${newRepository(stage, '<repo_uri>')}:latest`);
  const { FunctionName = '' } = settings;
  await stage.record('create-image-response', lambda.createFunction(settings));
  await untilActive(lambda, FunctionName);
  await looks(stage, FunctionName, 'response', 'response');
  const toZip = lambda.updateFunctionCode({ FunctionName, ZipFile: await echo() });
  await stage.record('image-to-zipfile-error', toZip);
  const other = `${newRepository(stage, '<repo_uri_2>')}:latest`;
  await stage.record('update-function-code-response', lambda.updateFunctionCode({ FunctionName, ImageUri: other }));
  await untilUpdated(lambda, FunctionName);
  await looks(stage, FunctionName, 'response-after-update', 'response-after-update');
}

async function withConfig(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const ImageConfig = { EntryPoint: ['sh'], Command: ['-c', 'echo test'], WorkingDirectory: '/app1' };
  const settings = imageFunction(`${newRepository(stage, '<repo_uri>')}:latest`, { ImageConfig });
  const { FunctionName = '' } = settings;
  await stage.record('create-image-with-config-response', lambda.createFunction(settings));
  await untilActive(lambda, FunctionName);
  await looks(stage, FunctionName, 'with-config-response', 'with-config-response');
  const changed = { Command: ['-c', 'echo test1'], WorkingDirectory: '/app1' };
  const change = lambda.updateFunctionConfiguration({ FunctionName, ImageConfig: changed });
  await stage.record('update-function-code-response', change);
  await untilUpdated(lambda, FunctionName);
  await looks(stage, FunctionName, 'response-after-update', 'response-after-update');
  const removal = lambda.updateFunctionConfiguration({ FunctionName, ImageConfig: {} });
  await stage.record('update-function-code-delete-imageconfig-response', removal);
  await untilUpdated(lambda, FunctionName);
  await looks(stage, FunctionName, 'response-after-delete-imageconfig', 'response-after-delete-imageconfig');
}

export const imageScripts = [
  script('TestLambdaImages::test_lambda_image_crud', crud),
  script('TestLambdaImages::test_lambda_image_and_image_config_crud', withConfig),
];
