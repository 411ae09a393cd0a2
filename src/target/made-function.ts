import { CreateFunctionCommand, type FunctionConfiguration, type Runtime } from '@aws-sdk/client-lambda';
import type { Architecture } from '../pricing/index.js';
import type { CodeFunction } from '../scenario/index.js';
import type { Connection } from './connection.js';
import { TargetError } from './error.js';
import { calling } from './explain.js';
import { FunctionUnderTest } from './function-under-test.js';
import { packageOf } from './package.js';
import { whenReady } from './when-ready.js';

/** AWS wants a role; the emulator does not look at it. */
const ROLE_OF_THE_EMULATOR = 'arn:aws:iam::000000000000:role/kelvin';

/** Makes a function from a scenario's code, for the time of the run. */
export async function makeFunction(
  connection: Connection,
  code: CodeFunction,
  architecture: Architecture,
  name: string,
  marker: string,
  signal?: AbortSignal,
): Promise<{ fn: FunctionUnderTest; configuration: FunctionConfiguration }> {
  if (connection.kind === 'aws' && code.role === undefined) {
    throw new TargetError('a function on AWS needs an execution role', 'name its ARN as function.role in the scenario');
  }
  const fn = new FunctionUnderTest(connection, name, marker);
  const ZipFile = await packageOf(code);
  await calling('making the function', async () => {
    await connection.control.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Description: marker,
        Runtime: code.runtime as Runtime,
        Handler: code.handler,
        Role: code.role ?? ROLE_OF_THE_EMULATOR,
        Code: { ZipFile },
        Timeout: Math.ceil(code.timeoutMs / 1000),
        MemorySize: code.memorySizeMB ?? 128,
        EphemeralStorage: { Size: code.ephemeralStorageMB },
        Environment: { Variables: { ...code.environment } },
        Architectures: [architecture],
      }),
    );
    await whenReady(connection, name, signal === undefined ? {} : { signal });
  });
  return { fn, configuration: await fn.configuration() };
}
