import { type Actor, ROLE } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { invalidParameter } from './refusals.js';

const FunctionName = 'imaged';

const repositoryIn = (region: string): string => `000000000000.dkr.ecr.${region}.amazonaws.com/repository`;
const baseIn = (region: string) =>
  ({ FunctionName, Role: ROLE, PackageType: 'Image', Code: { ImageUri: `${repositoryIn(region)}:one` } }) as const;

/** Functions whose package is a container image: described, not run. */
export const images: Scenario = {
  name: 'images',
  async run(actor) {
    await described(actor);
    await refused(actor);
  },
};

async function described({ lambda, functionArn, region }: Actor): Promise<void> {
  const [repository, base] = [repositoryIn(region), baseIn(region)];
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
  await lambda.answers('UpdateFunctionCode', { FunctionName, ImageUri: `${repository}:two` }, { PackageType: 'Image' });
  await lambda.answers(
    'UpdateFunctionConfiguration',
    { FunctionName, ImageConfig: {} },
    { ImageConfigResponse: absent },
  );
}

async function refused({ lambda, region }: Actor): Promise<void> {
  const base = baseIn(region);
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
}
