import type { FunctionConfiguration, UpdateFunctionCodeRequest } from '@aws-sdk/client-lambda';
import type { CodePackage } from '../../../functions/configuration.js';
import { describe } from '../../../functions/describe.js';
import { refuseRevision } from '../../../functions/registry.js';
import { refuseTooLarge } from '../../../layers/combined-size.js';
import { invalidParameter } from '../../../service-error.js';
import { wholeFunctionOf } from '../../function-reference.js';
import { type Context, lambdaOperation } from '../../operation.js';
import { noBuckets } from './create-function.js';
import { imagePackage } from './image-package.js';

export const updateFunctionCode = lambdaOperation('UpdateFunctionCode', update);

async function update(input: UpdateFunctionCodeRequest, context: Context): Promise<FunctionConfiguration> {
  const { registry, layers } = context.service;
  const found = registry.require(wholeFunctionOf(input, context));
  refuseRevision(found.latest, input.RevisionId);
  const code = await packageOf(input, found.latest.content.code, context);
  // Read after the unpacking: the configuration may have been changed meanwhile.
  const { settings } = found.latest.content;
  refuseTooLarge(code, layers.codesOf(settings.layers));
  const changed = { settings: { ...settings, architecture: input.Architectures?.[0] ?? settings.architecture }, code };
  if (input.DryRun === true) return describe({ ...found.latest, content: { ...found.latest.content, ...changed } });
  const updated = registry.update(found, changed);
  if (input.Publish !== true) return describe(updated);
  const version = registry.publishWithChange(found);
  return describe(version, version.content.version);
}

async function packageOf(
  input: UpdateFunctionCodeRequest,
  before: CodePackage,
  { service }: Context,
): Promise<CodePackage> {
  if (before.imageUri !== undefined) return imagePackage(input.ImageUri, 'updating');
  if (input.S3Bucket !== undefined || input.S3Key !== undefined) throw noBuckets(input.S3Key);
  if (input.ImageUri !== undefined) {
    throw invalidParameter("Please don't provide ImageUri when updating a function with packageType Zip.");
  }
  if (input.ZipFile === undefined) throw invalidParameter('Please provide a source for function code.');
  return service.code.add(Buffer.from(input.ZipFile));
}
