import type { AddPermissionRequest } from '@aws-sdk/client-lambda';
import { ACCOUNT } from '../../compare/rules.js';
import { placed } from '../../compare/transformers.js';
import { script } from '../../script.js';
import { createUsual, recordUsual, untilActive } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

const BUCKET = 'arn:aws:s3:::test-bucket';
const USER = `arn:aws:iam::${ACCOUNT}:user/tester`;

type Permission = Partial<AddPermissionRequest> & { readonly StatementId: string };

const add = ({ lambda }: Stage, FunctionName: string, permission: Permission) =>
  lambda.addPermission({ FunctionName, Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com', ...permission });

async function fields(stage: Stage): Promise<void> {
  stage.addFirstRules(
    placed((path) => path[0] === 'add_permission_principal_arn' && path.at(-1) === 'AWS', '<user_arn>'),
  );
  const name = uniqueName('lambda_func-');
  await createUsual(stage, name);
  const permissions: Record<string, Permission> = {
    principal_wildcard: { StatementId: 'wilcard', Principal: '*', SourceAccount: ACCOUNT },
    principal_service: { StatementId: 'lambda', Principal: 'lambda.amazonaws.com', SourceAccount: ACCOUNT },
    principal_account: { StatementId: 'account-id', Principal: ACCOUNT },
    principal_arn: { StatementId: 'user-arn', Principal: USER, SourceAccount: ACCOUNT },
    optional_fields: {
      StatementId: 'urlPermission',
      Action: 'lambda:InvokeFunctionUrl',
      Principal: '*',
      SourceArn: BUCKET,
      SourceAccount: ACCOUNT,
      PrincipalOrgID: 'o-1234567890',
      FunctionUrlAuthType: 'NONE',
    },
    alexa_skill: {
      StatementId: 'alexaSkill',
      Principal: '*',
      EventSourceToken: 'amzn1.ask.skill.xxxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
    },
  };
  for (const [step, permission] of Object.entries(permissions)) {
    await stage.record(`add_permission_${step}`, add(stage, name, permission));
  }
}

async function removeMany(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('lambda_func-');
  const policy = (step: string) => stage.record(step, lambda.getPolicy({ FunctionName }));
  await createUsual(stage, FunctionName);
  await stage.record('add_permission_1', add(stage, FunctionName, { StatementId: 's3' }));
  const second = { StatementId: 'sqs', Principal: 'sqs.amazonaws.com', SourceArn: BUCKET };
  await stage.record('add_permission_2', add(stage, FunctionName, second));
  await policy('policy_after_2_add');
  const unknown = lambda.removePermission({ FunctionName, StatementId: 'non-existent' });
  await stage.record('remove_permission_exception_nonexisting_sid', unknown);
  await lambda.removePermission({ FunctionName, StatementId: 'sqs' });
  await policy('policy_after_removal');
  const { RevisionId } = await policy('policy_after_removal_attempt');
  await lambda.removePermission({ FunctionName, StatementId: 's3', RevisionId });
  await policy('get_policy_exception_removed_all');
}

async function versioning(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('lambda_func-');
  const policy = (step: string, qualifier = {}) =>
    stage.record(`get_policy${step}`, lambda.getPolicy({ FunctionName, ...qualifier }));
  await createUsual(stage, FunctionName);
  const s3 = { StatementId: 's3', SourceArn: BUCKET };
  await stage.record('add_permission', add(stage, FunctionName, s3));
  await policy('');
  const { Version: Qualifier = '' } = await lambda.publishVersion({ FunctionName });
  await untilActive(lambda, FunctionName, Qualifier);
  await policy('_after_publishing_latest');
  await policy('_after_publishing_new_version', { Qualifier });
  await add(stage, FunctionName, { ...s3, Qualifier });
  await policy('_after_adding_to_new_version');
  await add(stage, FunctionName, { ...s3, StatementId: 's3_2' });
  await policy('_after_adding_2');
}

export const permissionScripts = [
  script('TestLambdaPermissions::test_add_lambda_permission_fields', fields),
  script('TestLambdaPermissions::test_remove_multi_permissions', removeMany),
  script('TestLambdaPermissions::test_lambda_permission_versioning', versioning),
  script('TestLambdaPermissions::test_add_lambda_permission_aws', async (stage) => {
    const FunctionName = uniqueName('lambda_func-');
    await recordUsual(stage, 'create_lambda', FunctionName);
    const permission = add(stage, FunctionName, { StatementId: 's3', SourceArn: BUCKET });
    await stage.record('add_permission', permission);
    await stage.record('get_policy', stage.lambda.getPolicy({ FunctionName }));
  }),
];
