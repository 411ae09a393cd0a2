import {
  CreateFunctionCommand,
  type CreateFunctionRequest,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import type { ProxiedAnswer, ProxiedCall } from '../../fixtures/faults/index.js';
import { zipOf } from '../../fixtures/zip.js';
import { NO_AWS } from '../kelvin.js';

const CREDENTIALS = { accessKeyId: 'a', secretAccessKey: 'b' };
const CODE = 'export const handler = async () => 1;\n';

/** An account with functions of the kind that is wanted: the emulator, for Kelvin's processes and for a client. */
export interface Account {
  readonly client: LambdaClient;
  readonly emulator: Emulator;
  /** Makes a function that is there before the run. */
  has(name: string, more?: Partial<CreateFunctionRequest>, source?: string): Promise<void>;
  /** The environment of a user who has nothing but keys and a region. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

export async function openAccount(): Promise<Account> {
  const emulator = await startEmulator({ port: 0, preferFunctions: true });
  const { endpoint } = emulator;
  const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials: CREDENTIALS });
  return {
    client,
    emulator,
    env: { ...NO_AWS, AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' },
    has: async (FunctionName, more = {}, source = CODE) => {
      await client.send(
        new CreateFunctionCommand({
          FunctionName,
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: 'arn:aws:iam::123456789012:role/orders',
          Code: { ZipFile: await zipOf({ 'index.mjs': source }) },
          MemorySize: 256,
          ...more,
        }),
      );
      await waitUntilFunctionActiveV2({ client, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName });
    },
    close: async () => {
      client.destroy();
      await emulator.close();
    },
  };
}

/** Sends a call on with another body, where the emulator knows nothing of what Kelvin rightly sent. */
export async function sentAs(
  { endpoint }: Emulator,
  { method, path, body }: ProxiedCall,
  change: (body: Record<string, unknown>) => object,
): Promise<ProxiedAnswer> {
  const changed = JSON.stringify(change(JSON.parse(body.toString('utf8'))));
  const answer = await fetch(new URL(path, endpoint), { method, body: changed });
  const { status, headers } = answer;
  return { status, headers: Object.fromEntries(headers), body: Buffer.from(await answer.arrayBuffer()) };
}
