import {
  type AliasConfiguration,
  type FunctionConfiguration,
  type ListAliasesCommandOutput,
  type ListVersionsByFunctionCommandOutput,
  ProvisionedConcurrencyConfigNotFoundException,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { type ChangeInput, provisionedConfig } from './changes.js';
import type { RehearsedAccount, RehearsedFunction } from './rehearsed-account.js';

type Overlay = (fn: RehearsedFunction, input: ChangeInput, read: () => Promise<object>) => Promise<object>;

/** What a read would answer by now. What is not listed is not changed by anything that a run rehearses. */
const OVERLAYS: Readonly<Record<string, Overlay>> = {
  GetFunctionConfiguration: configuration,
  GetFunction: async (fn, input, read) => {
    if (!fn.isMade) return read();
    return { Configuration: await configuration(fn, input, read), Code: {} };
  },
  GetAlias: async (fn, { Name = '' }, read) => {
    if (!fn.aliases.has(Name)) return fn.isMade ? missing(Name) : read();
    return fn.aliases.get(Name) ?? missing(Name);
  },
  ListAliases: async (fn, _, read) => {
    const { Aliases = [], ...rest } = (fn.isMade ? {} : await read()) as Partial<ListAliasesCommandOutput>;
    const others = Aliases.filter(({ Name = '' }) => !fn.aliases.has(Name));
    const own = [...fn.aliases.values()].filter((it): it is AliasConfiguration => it !== undefined);
    return { ...rest, Aliases: [...others, ...own] };
  },
  GetProvisionedConcurrencyConfig: async (fn, { Qualifier = '' }, read) => {
    if (!fn.provisioned.has(Qualifier)) return read();
    return provisionedConfig(fn.provisioned.get(Qualifier) ?? unprovisioned(Qualifier));
  },
  ListVersionsByFunction: async (fn, _, read) => {
    const { Versions = [], ...rest } = (fn.isMade ? {} : await read()) as Partial<ListVersionsByFunctionCommandOutput>;
    return { ...rest, Versions: [...Versions, ...fn.versions.values()] };
  },
};

/** The answer to a read as it would be by now. @param read sends it to where it is sent without a rehearsal */
export const overlaidRead = (
  account: RehearsedAccount,
  operation: string,
  input: ChangeInput,
  read: () => Promise<object>,
): Promise<object> => {
  const overlay = OVERLAYS[operation];
  return overlay === undefined ? read() : overlay(account.of(input.FunctionName ?? ''), input, read);
};

async function configuration(
  fn: RehearsedFunction,
  { Qualifier, FunctionName }: ChangeInput,
  read: () => Promise<object>,
): Promise<FunctionConfiguration> {
  if (fn.isDeleted) return missing(FunctionName ?? '');
  const leads = Qualifier === undefined ? undefined : (fn.aliases.get(Qualifier)?.FunctionVersion ?? Qualifier);
  const version = leads === undefined ? undefined : fn.versions.get(leads);
  if (version !== undefined) return version;
  if (fn.isMade) return fn.changed;
  const isLatest = leads === undefined || leads === '$LATEST';
  const found = await read();
  if (!isLatest) return found;
  fn.found = found;
  return { ...found, ...fn.changed };
}

function missing(what: string): never {
  throw new ResourceNotFoundException({ message: `${what} would not be there`, $metadata: { httpStatusCode: 404 } });
}

function unprovisioned(qualifier: string): never {
  throw new ProvisionedConcurrencyConfigNotFoundException({
    message: `${qualifier} would have no provisioned concurrency`,
    $metadata: { httpStatusCode: 404 },
  });
}
