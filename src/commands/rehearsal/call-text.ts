import { withoutAccountIds } from '../../recording/index.js';
import type { RehearsedCall } from '../../target/index.js';
import { formatAskedRatio } from '../../units/index.js';

interface Input {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
  readonly Name?: string;
  readonly FunctionVersion?: string;
  readonly Description?: string;
  readonly RoutingConfig?: { readonly AdditionalVersionWeights?: Readonly<Record<string, number>> };
  readonly MemorySize?: number;
  readonly AuthType?: string;
  readonly Action?: string;
  readonly Principal?: string;
  readonly ProvisionedConcurrentExecutions?: number;
  readonly logGroupName?: string;
  readonly times?: string;
}

type Wording = (input: Input) => string;

const version = (qualifier: string | undefined): string => {
  const own = /^new-(\d+)$/.exec(qualifier ?? '');
  return own === null
    ? `version ${qualifier}`
    : `the version that the run has published${own[1] === '1' ? '' : ` (its ${own[1]}.)`}`;
};

const versionOrAlias = (qualifier = ''): string =>
  /^(new-)?\d+$/.test(qualifier) ? version(qualifier) : `the alias ${qualifier}`;

const weightsText = (weights: Readonly<Record<string, number>> = {}): string =>
  Object.entries(weights)
    .map(([other, weight]) => `, and ${formatAskedRatio(weight)} of its traffic to ${version(other)}`)
    .join('');

const descriptionText = (description: string | undefined): string => {
  if (description === undefined) return '';
  return description === '' ? ', without a description' : `, with the description ${JSON.stringify(description)}`;
};

/** What a change changes, in words; one that is not listed says itself by its fields. */
const CHANGES: Readonly<Record<string, Wording>> = {
  CreateFunction: ({ FunctionName, MemorySize }) => `makes the function ${FunctionName}, ${MemorySize} MB`,
  UpdateFunctionConfiguration: ({ MemorySize, Description }) =>
    `sets $LATEST to ${MemorySize} MB${descriptionText(Description)}`,
  PublishVersion: () => 'publishes $LATEST as a version, which nothing else leads to',
  DeleteFunction: ({ Qualifier, FunctionName }) =>
    Qualifier === undefined
      ? `deletes the function ${FunctionName}, which the run has made`
      : `deletes ${version(Qualifier)}`,
  CreateAlias: ({ Name, FunctionVersion }) =>
    `makes the alias ${Name}, which leads to ${FunctionVersion === '$LATEST' ? FunctionVersion : version(FunctionVersion)}`,
  UpdateAlias: ({ Name, FunctionVersion, RoutingConfig }) =>
    `has the alias ${Name} lead to ${version(FunctionVersion)}${weightsText(RoutingConfig?.AdditionalVersionWeights)}`,
  DeleteAlias: ({ Name }) => `deletes the alias ${Name}`,
  CreateFunctionUrlConfig: ({ Qualifier, AuthType }) => `makes a function URL of ${Qualifier} (${AuthType})`,
  DeleteFunctionUrlConfig: ({ Qualifier }) => `deletes the function URL of ${Qualifier}`,
  AddPermission: ({ Action, Qualifier, Principal }) =>
    `lets ${Principal === '*' ? 'everybody' : Principal} call ${Action} on ${Qualifier}`,
  PutProvisionedConcurrencyConfig: ({ ProvisionedConcurrentExecutions, Qualifier }) =>
    `gives ${versionOrAlias(Qualifier)} a provisioned concurrency of ${ProvisionedConcurrentExecutions}, which is billed from then on`,
  DeleteProvisionedConcurrencyConfig: ({ Qualifier }) =>
    `ends the provisioned concurrency of ${versionOrAlias(Qualifier)}`,
  DeleteLogGroup: ({ logGroupName }) => `deletes the log group ${logGroupName}`,
  InvokeFunctionUrl: ({ times = 'requests' }) => `${times}: the function runs, and does what it does`,
  Invoke: ({ times = 'invocations' }) => `${times}: the function runs, and does what it does`,
};

/** `lambda:PublishVersion orders: publishes $LATEST as a version, which nothing else leads to`. */
export function callText({ operation, input, isRead }: RehearsedCall): string {
  const it = input as Input;
  const on = it.FunctionName ?? it.logGroupName;
  const named = withoutAccountIds(
    `${it.logGroupName === undefined ? 'lambda' : 'logs'}:${operation}${on === undefined ? '' : ` ${on}`}`,
  );
  if (isRead) return `${named}: reads${it.times === undefined ? '' : `, ${it.times}`}`;
  const words = CHANGES[operation]?.(it) ?? `changes ${Object.keys(input).join(', ')}`;
  return `${named}: ${words}`;
}
