import type {
  AliasConfiguration,
  Architecture,
  CreateAliasCommandInput,
  FunctionConfiguration,
  Runtime,
} from '@aws-sdk/client-lambda';
import type { RehearsedAccount, RehearsedFunction } from './rehearsed-account.js';

/** Of any operation on a function, what matters here. */
export interface ChangeInput {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
  readonly Name?: string;
  readonly FunctionVersion?: string;
  readonly Description?: string;
  readonly MemorySize?: number;
  readonly Runtime?: Runtime;
  readonly Handler?: string;
  readonly Timeout?: number;
  readonly Architectures?: Architecture[];
  readonly ProvisionedConcurrentExecutions?: number;
}

type Change = (fn: RehearsedFunction, input: ChangeInput) => object;

/** What each change would be answered, and what would be otherwise after it. What is not listed is answered by nothing. */
const CHANGES: Readonly<Record<string, Change>> = {
  CreateFunction: (fn, { FunctionName, Description, MemorySize = 128, Runtime, Handler, Timeout, Architectures }) => {
    fn.isMade = true;
    fn.isDeleted = false;
    fn.change({
      ...withFields({ FunctionName, Description, MemorySize, Runtime, Handler, Timeout, Architectures }),
      ...{ Version: '$LATEST', State: 'Active', LastUpdateStatus: 'Successful' },
    });
    return fn.changed;
  },
  UpdateFunctionConfiguration: (fn, { MemorySize, Description }) => {
    fn.change(withFields({ MemorySize, Description }));
    return fn.changed;
  },
  PublishVersion: (fn, { Description }) => fn.publish(withFields({ Description })),
  DeleteFunction: (fn, { Qualifier }) => {
    if (Qualifier === undefined) fn.isDeleted = true;
    else fn.versions.delete(Qualifier);
    return {};
  },
  CreateAlias: setAlias,
  UpdateAlias: setAlias,
  DeleteAlias: (fn, { Name = '' }) => {
    fn.aliases.set(Name, undefined);
    return {};
  },
  PutProvisionedConcurrencyConfig: (fn, { Qualifier = '', ProvisionedConcurrentExecutions: asked = 0 }) => {
    fn.provisioned.set(Qualifier, asked);
    return provisionedConfig(asked);
  },
  DeleteProvisionedConcurrencyConfig: (fn, { Qualifier = '' }) => {
    fn.provisioned.set(Qualifier, undefined);
    return {};
  },
};

/** As if it were there at once. */
export const provisionedConfig = (asked: number): object => ({
  ...{ Status: 'READY', RequestedProvisionedConcurrentExecutions: asked },
  AllocatedProvisionedConcurrentExecutions: asked,
});

/** Notes in the account what a change would make of it. @returns its answer */
export const rehearsedChange = (account: RehearsedAccount, operation: string, input: ChangeInput): object =>
  CHANGES[operation]?.(account.of(input.FunctionName ?? ''), input) ?? {};

function setAlias(fn: RehearsedFunction, input: ChangeInput): object {
  const { Name = '', FunctionVersion, Description, RoutingConfig } = input as CreateAliasCommandInput;
  const before = fn.aliases.get(Name) ?? {};
  const now: AliasConfiguration = { ...before, ...withFields({ Name, FunctionVersion, Description, RoutingConfig }) };
  fn.aliases.set(Name, now);
  return now;
}

function withFields<Fields extends object>(fields: Fields): FunctionConfiguration & AliasConfiguration {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
