import { ROLE } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { invalidParameter } from './refusals.js';

/** Functions whose package is a container image: described, not run. */
export const images: Scenario = {
  name: 'images',
  async run({ lambda, functionArn, region }) {
    const FunctionName = 'imaged';
    const repository = `000000000000.dkr.ecr.${region}.amazonaws.com/repository`;
    const base = { FunctionName, Role: ROLE, PackageType: 'Image', Code: { ImageUri: `${repository}:one` } } as const;
    await lambda.answers(
      'CreateFunction',
      { ...base, ImageConfig: { Command: ['app.handler'] } },
      {
        FunctionArn: functionArn(FunctionName),
        PackageType: 'Image',
        Runtime: absent,
        Handler: absent,
        CodeSize: 0,
        ImageConfigResponse: { ImageConfig: { Command: ['app.handler'] } },
      },
    );
    await lambda.answers(
      'GetFunction',
      { FunctionName },
      {
        Code: {
          RepositoryType: 'ECR',
          ImageUri: `${repository}:one`,
          ResolvedImageUri: (it) => String(it).startsWith(`${repository}@sha256:`),
        },
      },
    );
    await lambda.answers(
      'UpdateFunctionCode',
      { FunctionName, ImageUri: `${repository}:two` },
      { PackageType: 'Image' },
    );
    await lambda.answers(
      'UpdateFunctionConfiguration',
      { FunctionName, ImageConfig: {} },
      { ImageConfigResponse: absent },
    );
    await lambda.refuses(
      'UpdateFunctionCode',
      { FunctionName },
      invalidParameter('Please provide ImageUri when updating a function with packageType Image.'),
    );
    await lambda.refuses(
      'CreateFunction',
      { ...base, FunctionName: 'other', Code: {} },
      invalidParameter('Please provide ImageUri when creating a function with packageType Image.'),
    );
    await lambda.refuses(
      'CreateFunction',
      { ...base, FunctionName: 'other', Handler: 'a.b' },
      invalidParameter(
        "Please don't provide Handler or Runtime or Layer when the intended function PackageType is Image.",
      ),
    );
    await lambda.answers(
      'Invoke',
      { FunctionName },
      { FunctionError: 'Unhandled', Payload: /Runtime\.InvalidEntrypoint/ },
    );
  },
};
