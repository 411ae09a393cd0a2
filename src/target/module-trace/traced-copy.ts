import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  type FunctionConfiguration,
  GetFunctionCommand,
} from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { TargetError } from '../error.js';
import { calling } from '../explain.js';
import { FunctionUnderTest } from '../function-under-test.js';
import { whenReady } from '../when-ready.js';
import { tracePrograms } from './programs.js';
import { zipWith } from './zip-with.js';

export interface TracedCopyOptions {
  readonly name: string;
  readonly marker: string;
  readonly signal: AbortSignal;
}

/** What is loaded is told in INIT and asked for after it: a function of 3 s must not be ended in between. */
const SHORTEST_TIMEOUT_S = 30;

/**
 * Makes a copy of a function whose handler loads the function's own, times each module, and answers with the list. Its
 * code, environment, layers, role and network are those of the function, which is only read.
 * @throws TargetError with the reason where it cannot be traced
 */
export async function makeTracedCopy(
  connection: Connection,
  configuration: FunctionConfiguration,
  { name, marker, signal }: TracedCopyOptions,
): Promise<FunctionUnderTest> {
  const { Runtime: runtime = 'a container image', Handler: handler = '', Environment: environment } = configuration;
  const programs = await tracePrograms(runtime, handler);
  if (programs === undefined) {
    throw new TargetError(`of ${runtime} Kelvin cannot tell what it loads`, 'it can of Node.js and Python functions');
  }
  if (environment?.Error !== undefined) {
    throw new TargetError('its environment cannot be read', 'ask for kms:Decrypt on the key that encrypts it');
  }
  const ZipFile = await zipWith(await codeOf(connection, configuration, signal), programs.files);
  await calling('making a copy that tells what it loads', async () => {
    const input = { ...copied(configuration), FunctionName: name, Description: marker, Handler: programs.handler };
    await connection.control.send(new CreateFunctionCommand({ ...input, Code: { ZipFile } }), { abortSignal: signal });
    await whenReady(connection, name, { signal });
  });
  return new FunctionUnderTest(connection, name, marker);
}

/** By the address that GetFunction gives, which is good for ten minutes. */
async function codeOf(
  { control }: Connection,
  { FunctionName, Version }: FunctionConfiguration,
  signal: AbortSignal,
): Promise<Buffer> {
  return calling('reading the code', async () => {
    const Qualifier = Version === undefined ? {} : { Qualifier: Version };
    const { Code } = await control.send(new GetFunctionCommand({ FunctionName, ...Qualifier }), {
      abortSignal: signal,
    });
    if (Code?.Location === undefined) {
      throw new TargetError(
        'its code cannot be read',
        'Kelvin can tell what a function loads that is no container image',
      );
    }
    const answer = await fetch(Code.Location, { signal });
    if (!answer.ok) throw new TargetError(`its code cannot be read (HTTP status ${answer.status})`, 'try it again');
    return Buffer.from(await answer.arrayBuffer());
  });
}

/** All that a function's INIT may depend on. */
function copied(of: FunctionConfiguration): Omit<CreateFunctionCommandInput, 'FunctionName' | 'Code'> {
  const { SubnetIds = [], SecurityGroupIds = [] } = of.VpcConfig ?? {};
  return {
    Runtime: of.Runtime,
    Role: of.Role,
    Timeout: Math.max(of.Timeout ?? 3, SHORTEST_TIMEOUT_S),
    MemorySize: of.MemorySize,
    EphemeralStorage: of.EphemeralStorage,
    Architectures: of.Architectures,
    Environment: { Variables: { ...of.Environment?.Variables } },
    ...(of.Layers === undefined ? {} : { Layers: of.Layers.flatMap(({ Arn }) => Arn ?? []) }),
    ...(SubnetIds.length === 0 ? {} : { VpcConfig: { SubnetIds, SecurityGroupIds } }),
    ...(of.FileSystemConfigs === undefined ? {} : { FileSystemConfigs: of.FileSystemConfigs }),
    ...(of.KMSKeyArn === undefined ? {} : { KMSKeyArn: of.KMSKeyArn }),
  };
}
