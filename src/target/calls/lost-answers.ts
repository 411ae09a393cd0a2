import { isDeepStrictEqual } from 'node:util';
import {
  type AliasConfiguration,
  type CreateAliasCommandInput,
  type CreateFunctionCommandInput,
  type CreateFunctionUrlConfigCommandInput,
  type FunctionConfiguration,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  ListVersionsByFunctionCommand,
  type ListVersionsByFunctionCommandOutput,
  type PublishVersionCommandInput,
  type UpdateAliasCommandInput,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';

/** Sends a read, without looking for lost answers in turn. */
export type Read = <Output>(command: { readonly input: object }) => Promise<Output>;

type Recogniser = (input: object, read: Read) => Promise<object | undefined>;

/**
 * A change whose answer was lost has happened or has not. Here is how each is told, by reading; what is found takes the
 * answer's place, and is not made twice. What is not listed does no harm when it is sent again: it sets what is set
 * already (UpdateAlias without a revision, PutProvisionedConcurrencyConfig), or deletes what is gone.
 */
const RECOGNISERS: Readonly<Record<string, Recogniser>> = {
  PublishVersion: async (input, read) => publishedVersion(input as PublishVersionCommandInput, read),
  CreateFunction: async (input, read) => madeFunction(input as CreateFunctionCommandInput, read),
  CreateAlias: async (input, read) => aliasAsSent(input as CreateAliasCommandInput, read),
  UpdateAlias: async (input, read) => aliasAsSent(input as UpdateAliasCommandInput, read),
  UpdateFunctionConfiguration: async (input, read) =>
    updatedFunction(input as UpdateFunctionConfigurationCommandInput, read),
  CreateFunctionUrlConfig: async (input, read) => madeUrl(input as CreateFunctionUrlConfigCommandInput, read),
};

/** Found gone after a lost answer: that is what was asked for. */
const DELETES = /^Delete|^RemovePermission$/;
/** A statement id is the run's own: what has it already is what was asked for. */
const ADDS = /^AddPermission$/;

/** The answer that was lost, as far as it can be read; undefined where the change has not been made. */
export async function lostAnswer(operation: string, input: object, read: Read): Promise<object | undefined> {
  try {
    return await RECOGNISERS[operation]?.(input, read);
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** Whether a refusal of the second attempt says that the first one, whose answer was lost, has done it. */
export function isDoneAlready(operation: string, error: unknown): boolean {
  const { name } = error as Error;
  if (DELETES.test(operation)) return name === 'ResourceNotFoundException';
  return ADDS.test(operation) && name === 'ResourceConflictException';
}

/** The description is the run's own and each is used once; so a version that carries it is the one that was asked for. */
async function publishedVersion(
  { FunctionName, Description }: PublishVersionCommandInput,
  read: Read,
): Promise<FunctionConfiguration | undefined> {
  if (Description === undefined || Description === '') return undefined;
  let Marker: string | undefined;
  do {
    const page = await read<ListVersionsByFunctionCommandOutput>(
      new ListVersionsByFunctionCommand({ FunctionName, ...(Marker === undefined ? {} : { Marker }) }),
    );
    const found = page.Versions?.find((it) => it.Version !== '$LATEST' && it.Description === Description);
    if (found !== undefined) return found;
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  return undefined;
}

/** A name that is taken by a function with the run's own description was taken by the run. */
async function madeFunction({ FunctionName, Description }: CreateFunctionCommandInput, read: Read) {
  const now = await read<FunctionConfiguration>(new GetFunctionConfigurationCommand({ FunctionName }));
  return Description !== undefined && now.Description === Description ? now : undefined;
}

async function aliasAsSent(sent: CreateAliasCommandInput | UpdateAliasCommandInput, read: Read) {
  const { FunctionName, Name } = sent;
  const now = await read<AliasConfiguration>(new GetAliasCommand({ FunctionName, Name }));
  return holds(now, sent, ['FunctionVersion', 'Description', 'RoutingConfig']) ? now : undefined;
}

/**
 * Setting what is set already does no harm; but with a revision it is refused, as that has moved on, and without the new
 * one the next change would be.
 */
async function updatedFunction(sent: UpdateFunctionConfigurationCommandInput, read: Read) {
  const now = await read<FunctionConfiguration>(
    new GetFunctionConfigurationCommand({ FunctionName: sent.FunctionName }),
  );
  // A function that is not asked to change is none that has been changed.
  if (sent.MemorySize === undefined && sent.Description === undefined) return undefined;
  const others = Object.keys(sent).filter(
    (it) => !['FunctionName', 'RevisionId', 'MemorySize', 'Description', 'Timeout'].includes(it),
  );
  return others.length === 0 && holds(now, sent, ['MemorySize', 'Description', 'Timeout']) ? now : undefined;
}

async function madeUrl({ FunctionName, Qualifier, AuthType }: CreateFunctionUrlConfigCommandInput, read: Read) {
  // Without a qualifier it would be the function's own, which may have been there before.
  if (Qualifier === undefined) return undefined;
  const now = await read<{ readonly AuthType?: string }>(new GetFunctionUrlConfigCommand({ FunctionName, Qualifier }));
  return now.AuthType === AuthType ? now : undefined;
}

/** Whether what was sent is what is there; what was not sent may be anything. */
function holds(now: object, sent: object, fields: readonly string[]): boolean {
  const [is, asked] = [now, sent] as Readonly<Record<string, unknown>>[];
  return fields.every(
    (field) => asked?.[field] === undefined || isDeepStrictEqual(filled(is?.[field]), filled(asked[field])),
  );
}

/** An alias without weights is told to have none, or nothing is told of it at all. */
function filled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const entries = Object.entries(value).map(([name, it]) => [name, filled(it)] as const);
  const rest = entries.filter(([, it]) => it !== undefined);
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
