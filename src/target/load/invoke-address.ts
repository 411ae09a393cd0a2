import {
  InvokeCommand,
  type InvokeCommandInput,
  InvokeWithResponseStreamCommand,
  type InvokeWithResponseStreamCommandInput,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { calling } from '../explain.js';
import type { Address } from './address.js';

/** Of the SDK's request only what says where it goes: headers and signature are written anew for each request. */
interface BuiltRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
}

/** Nothing is sent: the SDK's own request is taken from it as soon as it is built. */
class Taken extends Error {
  constructor(readonly request: BuiltRequest) {
    super('taken');
  }
}

/**
 * The address of Invoke for one version of a function, exactly as the SDK would call it: endpoints of environment,
 * profile, region, FIPS and dual stack are its own to resolve, and so is how names and ARNs are written in a path.
 */
export function invokeAddress(
  { control, region, emulator }: Connection,
  FunctionName: string,
  Qualifier: string,
  streamed: boolean,
): Promise<Address> {
  return calling('finding the address of Invoke', async () => {
    const input = { FunctionName, Qualifier, LogType: 'Tail' as const };
    const request = streamed ? await streamedRequest(control, input) : await bufferedRequest(control, input);
    return {
      protocol: streamed ? 'invoke-stream' : 'invoke',
      url: urlOf(request),
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Amz-Invocation-Type': 'RequestResponse',
        'X-Amz-Log-Type': 'Tail',
        // For Kelvin's emulator alone: nobody else knows the header.
        ...(emulator === undefined ? {} : { 'X-Kelvin-Observe': 'host' }),
      },
      signing: { service: 'lambda', region },
    };
  });
}

const AS_SOON_AS_BUILT = { step: 'build', name: 'takeRequest' } as const;

function bufferedRequest(client: LambdaClient, input: InvokeCommandInput): Promise<BuiltRequest> {
  const command = new InvokeCommand(input);
  command.middlewareStack.add(takeRequest, AS_SOON_AS_BUILT);
  return taken(client.send(command));
}

function streamedRequest(client: LambdaClient, input: InvokeWithResponseStreamCommandInput): Promise<BuiltRequest> {
  const command = new InvokeWithResponseStreamCommand(input);
  command.middlewareStack.add(takeRequest, AS_SOON_AS_BUILT);
  return taken(client.send(command));
}

const takeRequest =
  () =>
  async ({ request }: { readonly request: unknown }): Promise<never> => {
    throw new Taken(request as BuiltRequest);
  };

async function taken(sending: Promise<unknown>): Promise<BuiltRequest> {
  try {
    await sending;
  } catch (error) {
    if (error instanceof Taken) return error.request;
    throw error;
  }
  throw new Error('the SDK has sent what should not have been sent');
}

function urlOf({ protocol, hostname, port, path, query = {} }: BuiltRequest): string {
  const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string') url.searchParams.append(name, value);
  }
  return url.href;
}
