import type { CreateFunctionRequest, FunctionCode, FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { CodePackage } from '../../../functions/configuration.js';
import { describe } from '../../../functions/describe.js';
import { parseFunctionName } from '../../../functions/function-name.js';
import { applySettings, defaultSettings } from '../../../functions/settings.js';
import { checkTags } from '../../../functions/tags.js';
import { refuseTooLarge } from '../../../layers/combined-size.js';
import { invalidParameter } from '../../../service-error.js';
import { type Context, lambdaOperation } from '../../operation.js';
import { imagePackage, refuseRuntimeOfImage } from './image-package.js';

export const createFunction = lambdaOperation('CreateFunction', create);

async function create(input: CreateFunctionRequest, context: Context): Promise<FunctionConfiguration> {
  const { registry, layers } = context.service;
  const { region, name } = parseFunctionName(input.FunctionName ?? '', context.region);
  const reference = { region, name };
  const isImage = input.PackageType === 'Image';
  if (isImage) refuseRuntimeOfImage(input);
  else if (input.Runtime === undefined || input.Handler === undefined) {
    throw invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  }
  const settings = applySettings(defaultSettings(name), input, input.Layers && layers.resolve(input.Layers, region));
  checkTags(input.Tags ?? {});
  registry.refuseTaken(reference);
  const code = isImage ? imagePackage(input.Code?.ImageUri, 'creating') : await packageOf(input.Code, context);
  refuseTooLarge(code, layers.codesOf(settings.layers));
  const created = registry.create(reference, settings, code, input.Tags ?? {});
  if (input.Publish !== true) return describe(created.latest);
  const version = registry.publishWithChange(created);
  return describe(version, version.content.version);
}

/** @throws ServiceError where there is no zip, or one that cannot be unpacked. */
async function packageOf(code: FunctionCode | undefined, { service }: Context): Promise<CodePackage> {
  if (code?.S3Bucket !== undefined || code?.S3Key !== undefined) throw noBuckets(code.S3Key);
  if (code?.ImageUri !== undefined) {
    throw invalidParameter("Please don't provide ImageUri when creating a function with packageType Zip.");
  }
  if (code?.ZipFile === undefined) throw invalidParameter('Please provide a source for function code.');
  return service.code.add(Buffer.from(code.ZipFile));
}

/** There is no S3 here, so no key of it exists. */
export const noBuckets = (key: string | undefined) =>
  invalidParameter(
    `Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist. (${key ?? 'no key'}; the emulator has no S3: upload the package with ZipFile)`,
  );
