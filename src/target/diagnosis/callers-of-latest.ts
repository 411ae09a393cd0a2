import {
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  type LambdaClient,
  paginateListEventSourceMappings,
} from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';

/** Of one kind of callers: what they are, in a word each, or that it may not be asked. */
export type KnownCallers = readonly string[] | 'not-known';

/**
 * Who is known to invoke `$LATEST` of a function. Whoever does so by its name with permissions of their own is in none of
 * these.
 */
export interface CallersOfLatest {
  readonly functionUrl: KnownCallers;
  /** Services whose events a mapping brings it: `sqs`. */
  readonly eventSources: KnownCallers;
  /** Who its own policy lets invoke it: `s3.amazonaws.com`, `an account`. */
  readonly policy: KnownCallers;
}

/** Reads alone; what is denied, or fails, is not known. */
export async function callersOfLatest(
  { control }: Pick<Connection, 'control'>,
  FunctionName: string,
): Promise<CallersOfLatest> {
  const [functionUrl, eventSources, policy] = await Promise.all([
    known(async () => {
      // A function's URL without a qualifier is that of $LATEST.
      await control.send(new GetFunctionUrlConfigCommand({ FunctionName }));
      return ['its function URL'];
    }),
    known(() => mappedTo(control, FunctionName)),
    known(async () => {
      const { Policy = '{}' } = await control.send(new GetPolicyCommand({ FunctionName }));
      return principalsIn(Policy);
    }),
  ]);
  return { functionUrl, eventSources, policy };
}

/** "The resource you requested does not exist" is how AWS says that there is no URL, and no policy (facts/aws-api). */
async function known(read: () => Promise<readonly string[]>): Promise<KnownCallers> {
  try {
    return [...new Set(await read())].sort();
  } catch (error) {
    return (error as Error).name === 'ResourceNotFoundException' ? [] : 'not-known';
  }
}

/** Of mappings of the whole function those that lead to no version or alias. Their sources are told by service alone. */
async function mappedTo(client: LambdaClient, FunctionName: string): Promise<string[]> {
  const services: string[] = [];
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, { FunctionName })) {
    for (const { FunctionArn = '', EventSourceArn, State } of EventSourceMappings) {
      const qualifier = FunctionArn.split(':')[7] ?? '$LATEST';
      if (qualifier !== '$LATEST' || State === 'Disabled') continue;
      services.push(EventSourceArn?.split(':')[2] ?? 'kafka');
    }
  }
  return services;
}

interface Statement {
  readonly Effect?: string;
  readonly Principal?: string | { readonly Service?: string | readonly string[]; readonly AWS?: unknown };
}

/** No account is named: it would be told. */
function principalsIn(policy: string): string[] {
  const { Statement = [] } = JSON.parse(policy) as { readonly Statement?: Statement | readonly Statement[] };
  return [Statement].flat().flatMap(({ Effect, Principal }) => {
    if (Effect !== 'Allow' || Principal === undefined) return [];
    if (typeof Principal === 'string') return Principal === '*' ? ['everybody'] : [];
    return [...[Principal.Service ?? []].flat(), ...(Principal.AWS === undefined ? [] : ['an account'])];
  });
}
