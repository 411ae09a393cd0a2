import { DeleteLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteFunctionUrlConfigCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  GetLayerVersionByArnCommand,
  GetPolicyCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionEventInvokeConfigCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { On } from '../permissions/index.js';
import type { Probe, ProbeTarget } from './probe.js';

/** Names that nobody has: what is asked of them cannot happen to anything. */
const ALIAS = 'kelvin-doctor-no-such-alias';
const COPY = 'kelvin-doctor-no-such-function';
const COPY_LOGS = `/aws/lambda/${COPY}`;
/** Versions count from 1; nobody has published so many. */
const VERSION = '999999999';
/** A function's revision is a random UUID: none is all zeros. */
const REVISION = '00000000-0000-0000-0000-000000000000';
/** No code has this hash. */
const CODE_SHA256 = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

const READS = 'it only reads';
const NO_ALIAS = `it names the alias ${ALIAS}, which does not exist`;
const NO_FUNCTION = `it names the function ${COPY}, which does not exist`;

type Lambda = Parameters<Probe['send']>[0];
type Sending = (name: string, target: ProbeTarget, connection: Lambda) => Promise<unknown>;

const probe = (action: string, on: On, harmless: string, send: Sending): Probe => ({
  ...{ action, on, harmless, reads: harmless === READS },
  send: (connection, target) => send(on === 'copy' ? COPY : target.functionName, target, connection),
});

const qualified = { Qualifier: ALIAS };

/** Of the function itself. */
const OF_FUNCTION: readonly Probe[] = [
  probe('lambda:GetFunctionConfiguration', 'function', READS, (FunctionName, _, { control }) =>
    control.send(new GetFunctionConfigurationCommand({ FunctionName })),
  ),
  probe('lambda:GetFunctionConfiguration', 'version', READS, (FunctionName, _, { control }) =>
    control.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: '$LATEST' })),
  ),
  probe('lambda:GetFunction', 'function', READS, (FunctionName, _, { control }) =>
    control.send(new GetFunctionCommand({ FunctionName })),
  ),
  probe('lambda:GetFunctionConcurrency', 'function', READS, (FunctionName, _, { control }) =>
    control.send(new GetFunctionConcurrencyCommand({ FunctionName })),
  ),
  probe('lambda:ListVersionsByFunction', 'function', READS, (FunctionName, _, { control }) =>
    control.send(new ListVersionsByFunctionCommand({ FunctionName, MaxItems: 1 })),
  ),
  ...(['function', 'version'] as const).map((on) =>
    probe(
      'lambda:InvokeFunction',
      on,
      'a dry run: AWS asks whether it is allowed, and runs nothing',
      (FunctionName, _, { data }) =>
        data.send(
          new InvokeCommand({
            FunctionName,
            InvocationType: 'DryRun',
            ...(on === 'version' ? { Qualifier: '$LATEST' } : {}),
          }),
        ),
    ),
  ),
  probe(
    'lambda:UpdateFunctionConfiguration',
    'function',
    'it names no field to change, and a revision that the function does not have',
    (FunctionName, _, { control }) =>
      control.send(new UpdateFunctionConfigurationCommand({ FunctionName, RevisionId: REVISION })),
  ),
  probe(
    'lambda:PublishVersion',
    'function',
    'it names code and a revision that the function does not have',
    (FunctionName, _, { control }) =>
      control.send(new PublishVersionCommand({ FunctionName, RevisionId: REVISION, CodeSha256: CODE_SHA256 })),
  ),
  probe(
    'lambda:DeleteFunction',
    'version',
    `it names version ${VERSION}, which does not exist`,
    (FunctionName, _, { control }) => control.send(new DeleteFunctionCommand({ FunctionName, Qualifier: VERSION })),
  ),
];

const OF_ALIASES: readonly Probe[] = [
  probe(
    'lambda:CreateAlias',
    'function',
    `it names version ${VERSION}, which does not exist`,
    (FunctionName, _, { control }) =>
      control.send(new CreateAliasCommand({ FunctionName, Name: ALIAS, FunctionVersion: VERSION })),
  ),
  probe('lambda:GetAlias', 'function', READS, (FunctionName, _, { control }) =>
    control.send(new GetAliasCommand({ FunctionName, Name: ALIAS })),
  ),
  probe('lambda:ListAliases', 'function', READS, (FunctionName, _, { control }) =>
    control.send(new ListAliasesCommand({ FunctionName, MaxItems: 1 })),
  ),
  probe('lambda:PutFunctionEventInvokeConfig', 'version', NO_ALIAS, (FunctionName, _, { control }) =>
    control.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, ...qualified, MaximumRetryAttempts: 0 })),
  ),
  probe('lambda:UpdateAlias', 'function', NO_ALIAS, (FunctionName, _, { control }) =>
    control.send(new UpdateAliasCommand({ FunctionName, Name: ALIAS })),
  ),
  probe('lambda:DeleteAlias', 'function', NO_ALIAS, (FunctionName, _, { control }) =>
    control.send(new DeleteAliasCommand({ FunctionName, Name: ALIAS })),
  ),
  probe('lambda:CreateFunctionUrlConfig', 'version', NO_ALIAS, (FunctionName, _, { control }) =>
    control.send(new CreateFunctionUrlConfigCommand({ FunctionName, ...qualified, AuthType: 'AWS_IAM' })),
  ),
  probe('lambda:GetFunctionUrlConfig', 'function', READS, (FunctionName, _, { control }) =>
    control.send(new GetFunctionUrlConfigCommand({ FunctionName })),
  ),
  probe('lambda:GetPolicy', 'function', READS, (FunctionName, _, { control }) =>
    control.send(new GetPolicyCommand({ FunctionName })),
  ),
  probe('lambda:DeleteFunctionUrlConfig', 'version', NO_ALIAS, (FunctionName, _, { control }) =>
    control.send(new DeleteFunctionUrlConfigCommand({ FunctionName, ...qualified })),
  ),
  probe(
    'lambda:AddPermission',
    'version',
    `${NO_ALIAS}, and a revision that it cannot have`,
    (FunctionName, _, { control }) =>
      control.send(
        new AddPermissionCommand({
          ...{ FunctionName, ...qualified, RevisionId: REVISION, StatementId: ALIAS },
          ...{ Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: 'AWS_IAM' },
        }),
      ),
  ),
  probe('lambda:GetProvisionedConcurrencyConfig', 'version', READS, (FunctionName, _, { control }) =>
    control.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, ...qualified })),
  ),
  probe('lambda:PutProvisionedConcurrencyConfig', 'version', NO_ALIAS, (FunctionName, _, { control }) =>
    control.send(
      new PutProvisionedConcurrencyConfigCommand({ FunctionName, ...qualified, ProvisionedConcurrentExecutions: 1 }),
    ),
  ),
  probe('lambda:DeleteProvisionedConcurrencyConfig', 'version', NO_ALIAS, (FunctionName, _, { control }) =>
    control.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName, ...qualified })),
  ),
];

const OF_COPIES: readonly Probe[] = [
  probe(
    'lambda:CreateFunction',
    'copy',
    'its code is no zip file, which is refused; were it taken, it would be deleted at once',
    async (FunctionName, { role: Role = 'arn:aws:iam::000000000000:role/kelvin' }, { control }) => {
      await control.send(
        new CreateFunctionCommand({
          ...{ FunctionName, Role, Runtime: 'nodejs24.x', Handler: 'index.handler' },
          Code: { ZipFile: new TextEncoder().encode('no zip file') },
        }),
      );
      // An endpoint that takes it has made a function: that must not stay.
      await control.send(new DeleteFunctionCommand({ FunctionName }));
    },
  ),
  probe('lambda:DeleteFunction', 'copy', NO_FUNCTION, (FunctionName, _, { control }) =>
    control.send(new DeleteFunctionCommand({ FunctionName })),
  ),
  probe('lambda:GetFunctionConfiguration', 'copy', READS, (FunctionName, _, { control }) =>
    control.send(new GetFunctionConfigurationCommand({ FunctionName })),
  ),
  probe('lambda:GetFunctionConcurrency', 'copy', READS, (FunctionName, _, { control }) =>
    control.send(new GetFunctionConcurrencyCommand({ FunctionName })),
  ),
  probe('lambda:UpdateFunctionConfiguration', 'copy', NO_FUNCTION, (FunctionName, _, { control }) =>
    control.send(new UpdateFunctionConfigurationCommand({ FunctionName, RevisionId: REVISION })),
  ),
  probe('lambda:PublishVersion', 'copy', NO_FUNCTION, (FunctionName, _, { control }) =>
    control.send(new PublishVersionCommand({ FunctionName, RevisionId: REVISION })),
  ),
  probe('lambda:ListVersionsByFunction', 'copy', READS, (FunctionName, _, { control }) =>
    control.send(new ListVersionsByFunctionCommand({ FunctionName, MaxItems: 1 })),
  ),
  probe('lambda:InvokeFunction', 'copy', `a dry run, and ${NO_FUNCTION}`, (FunctionName, _, { data }) =>
    data.send(new InvokeCommand({ FunctionName, InvocationType: 'DryRun' })),
  ),
];

const OF_ACCOUNT_AND_LOGS: readonly Probe[] = [
  probe('lambda:GetAccountSettings', 'account', READS, (_, __, { control }) =>
    control.send(new GetAccountSettingsCommand({})),
  ),
  probe('lambda:ListEventSourceMappings', 'account', READS, (FunctionName, _, { control }) =>
    control.send(new ListEventSourceMappingsCommand({ FunctionName, MaxItems: 1 })),
  ),
  probe('lambda:GetLayerVersion', 'account', READS, async (_, { layer }, { control }) =>
    layer === undefined ? undefined : control.send(new GetLayerVersionByArnCommand({ Arn: layer })),
  ),
  probe('logs:FilterLogEvents', 'log-group', READS, (_, { logGroup: logGroupName }, { logs }) =>
    logs.send(new FilterLogEventsCommand({ logGroupName, limit: 1 })),
  ),
  probe('logs:FilterLogEvents', 'copy-log-group', READS, (_, __, { logs }) =>
    logs.send(new FilterLogEventsCommand({ logGroupName: COPY_LOGS, limit: 1 })),
  ),
  probe(
    'logs:DeleteLogGroup',
    'copy-log-group',
    `it names the log group ${COPY_LOGS}, which does not exist`,
    (_, __, { logs }) => logs.send(new DeleteLogGroupCommand({ logGroupName: COPY_LOGS })),
  ),
];

/** All calls by which a permission can be found out. What is not here cannot be tried without an effect. */
export const PROBES: readonly Probe[] = [...OF_FUNCTION, ...OF_ALIASES, ...OF_COPIES, ...OF_ACCOUNT_AND_LOGS];

/** Why an action cannot be tried. */
export const UNTRIED: Readonly<Record<string, string>> = {
  'iam:PassRole': 'only making a function tells',
  'lambda:InvokeFunctionUrl': 'only a request to a URL that exists tells',
};

/** Which function is a hook only a run is told. */
export const OF_HOOKS = 'name the function of the hook with --function, and look --for read-only';
