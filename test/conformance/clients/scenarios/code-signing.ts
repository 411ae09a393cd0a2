import type { Actor } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { BESIDE_THE_POINT, conflict, invalid, notFound, violation } from './refusals.js';

const FunctionName = 'trusted';

const publishers = (region: string) => ({
  SigningProfileVersionArns: [`arn:aws:signer:${region}:000000000000:/signing-profiles/profile/1234567890`],
});

export const codeSigning: Scenario = {
  name: 'signing',
  without: { aws: BESIDE_THE_POINT },
  async run(actor) {
    await ofFunctions(actor, await created(actor));
    await refused(actor);
  },
};

/** @returns the ARN. */
async function created({ lambda, givenFunction, region }: Actor): Promise<string> {
  await givenFunction(FunctionName);
  const AllowedPublishers = publishers(region);
  const { CodeSigningConfig: made } = await lambda.answers(
    'CreateCodeSigningConfig',
    { AllowedPublishers, Description: 'ours', CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Enforce' } },
    {
      CodeSigningConfig: {
        CodeSigningConfigId: /^csc-[a-z0-9]{17}$/,
        CodeSigningConfigArn: /:code-signing-config:csc-[a-z0-9]{17}$/,
        AllowedPublishers,
        Description: 'ours',
        CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Enforce' },
        LastModified: /^\d{4}-/,
      },
    },
  );
  const CodeSigningConfigArn = made?.CodeSigningConfigArn ?? '';
  await lambda.answers(
    'GetCodeSigningConfig',
    { CodeSigningConfigArn },
    { CodeSigningConfig: { Description: 'ours' } },
  );
  await lambda.answers(
    'UpdateCodeSigningConfig',
    { CodeSigningConfigArn, Description: 'theirs' },
    { CodeSigningConfig: { Description: 'theirs', AllowedPublishers } },
  );
  await lambda.answers('ListCodeSigningConfigs', {}, { CodeSigningConfigs: [{ CodeSigningConfigArn }] });
  return CodeSigningConfigArn;
}

async function ofFunctions({ lambda, functionArn }: Actor, CodeSigningConfigArn: string): Promise<void> {
  await lambda.answers(
    'GetFunctionCodeSigningConfig',
    { FunctionName },
    { CodeSigningConfigArn: absent, FunctionName: absent },
  );
  await lambda.answers(
    'PutFunctionCodeSigningConfig',
    { FunctionName, CodeSigningConfigArn },
    { FunctionName, CodeSigningConfigArn },
  );
  await lambda.answers('GetFunctionCodeSigningConfig', { FunctionName }, { FunctionName, CodeSigningConfigArn });
  await lambda.answers(
    'ListFunctionsByCodeSigningConfig',
    { CodeSigningConfigArn },
    { FunctionArns: [functionArn(FunctionName)] },
  );
  await lambda.refuses(
    'DeleteCodeSigningConfig',
    { CodeSigningConfigArn },
    conflict('Cannot delete the CodeSigningConfig resource because it is currently associated with a function.'),
  );
  await lambda.answers('DeleteFunctionCodeSigningConfig', { FunctionName });
  await lambda.answers('DeleteFunctionCodeSigningConfig', { FunctionName });
  await lambda.answers('DeleteCodeSigningConfig', { CodeSigningConfigArn });
}

async function refused({ lambda, functionArn, region }: Actor): Promise<void> {
  const CodeSigningConfigArn = `arn:aws:lambda:${region}:000000000000:code-signing-config:csc-0123456789abcdefg`;
  const gone = notFound(`The Lambda code signing configuration ${CodeSigningConfigArn} can not be found.`);
  await lambda.refuses('GetCodeSigningConfig', { CodeSigningConfigArn }, gone);
  await lambda.refuses('UpdateCodeSigningConfig', { CodeSigningConfigArn }, gone);
  await lambda.refuses('DeleteCodeSigningConfig', { CodeSigningConfigArn }, gone);
  await lambda.refuses('ListFunctionsByCodeSigningConfig', { CodeSigningConfigArn }, gone);
  await lambda.refuses(
    'PutFunctionCodeSigningConfig',
    { FunctionName, CodeSigningConfigArn },
    {
      code: 'CodeSigningConfigNotFoundException',
      message: `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${CodeSigningConfigArn}.`,
      status: 404,
    },
  );
  const nobody = notFound(`Function not found: ${functionArn('nobody')}`);
  await lambda.refuses('GetFunctionCodeSigningConfig', { FunctionName: 'nobody' }, nobody);
  await lambda.refuses('DeleteFunctionCodeSigningConfig', { FunctionName: 'nobody' }, nobody);
  await lambda.refuses(
    'CreateCodeSigningConfig',
    {
      AllowedPublishers: publishers(region),
      CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Shrug' as 'Warn' },
    },
    invalid(
      violation(
        'Shrug',
        'codeSigningPolicies.untrustedArtifactOnDeployment',
        'satisfy enum value set: [Enforce, Warn]',
      ),
    ),
  );
}
