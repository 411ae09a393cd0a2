import { ACCOUNT, REGION } from '../../compare/rules.js';
import { script } from '../../script.js';
import { createUsual } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

const UNKNOWN_FUNCTION = { FunctionName: 'csc-test-doesnotexist' };

async function createConfig(stage: Stage): Promise<string> {
  const create = stage.lambda.createCodeSigningConfig({
    Description: 'Testing CodeSigning Config',
    AllowedPublishers: {
      SigningProfileVersionArns: [`arn:aws:signer:${REGION}:${ACCOUNT}:/signing-profiles/test`],
    },
    CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Enforce' },
  });
  const { CodeSigningConfig } = await stage.record('create_code_signing_config', create);
  return CodeSigningConfig?.CodeSigningConfigArn ?? '';
}

async function changes(stage: Stage, FunctionName: string, known: string, unknown: string): Promise<void> {
  const { lambda } = stage;
  const noConfig = { CodeSigningConfigArn: unknown };
  await stage.record('delete_csc_notfound', lambda.deleteCodeSigningConfig(noConfig));
  const nothing = lambda.deleteFunctionCodeSigningConfig({ FunctionName });
  await stage.record('nothing_to_delete_response', nothing);
  const noFunction = lambda.deleteFunctionCodeSigningConfig(UNKNOWN_FUNCTION);
  await stage.record('delete_function_csc_fnnotfound', noFunction);
  const put = (step: string, name: string, CodeSigningConfigArn: string) => {
    const call = lambda.putFunctionCodeSigningConfig({ FunctionName: name, CodeSigningConfigArn });
    return stage.record(`put_function_csc_invalid_${step}`, call);
  };
  await put('fnname', UNKNOWN_FUNCTION.FunctionName, known);
  await put('csc_arn', FunctionName, unknown);
  await put('both', UNKNOWN_FUNCTION.FunctionName, unknown);
  const described = lambda.updateCodeSigningConfig({ ...noConfig, Description: 'new-description' });
  await stage.record('update_csc_invalid_csc_arn', described);
  await stage.record('update_csc_noupdates', lambda.updateCodeSigningConfig(noConfig));
  const same = lambda.updateCodeSigningConfig({ CodeSigningConfigArn: known });
  await stage.record('update_csc_noupdate_response', same);
}

async function lookUps(stage: Stage, FunctionName: string, known: string, unknown: string): Promise<void> {
  const { lambda } = stage;
  await stage.record('get_csc_invalid', lambda.getCodeSigningConfig({ CodeSigningConfigArn: unknown }));
  const without = lambda.getFunctionCodeSigningConfig({ FunctionName });
  await stage.record('get_function_csc_fnwithoutcsc', without);
  const nowhere = lambda.getFunctionCodeSigningConfig(UNKNOWN_FUNCTION);
  await stage.record('get_function_csc_nonexistingfn', nowhere);
  const list = (step: string, CodeSigningConfigArn: string) => {
    const call = lambda.listFunctionsByCodeSigningConfig({ CodeSigningConfigArn });
    return stage.record(`list_functions_by_csc_${step}`, call);
  };
  await list('fnwithoutcsc', known);
  await list('invalid_cscarn', unknown);
}

export const codeSigningScripts = [
  script('TestCodeSigningConfig::test_code_signing_not_found_excs', async (stage) => {
    const FunctionName = uniqueName('lambda_func-');
    await createUsual(stage, FunctionName);
    const known = await createConfig(stage);
    const unknown = `${known.slice(0, -1)}${known.endsWith('x') ? 'y' : 'x'}`;
    stage.replace(unknown, '<csc_arn_invalid>');
    await changes(stage, FunctionName, known, unknown);
    await lookUps(stage, FunctionName, known, unknown);
  }),
];
