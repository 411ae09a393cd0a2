import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { TargetError } from '../error.js';

/**
 * Regions that every account has (AWS account management guide, "Regions that are enabled by default", read 2026-11), those
 * with most functions first, and the opted-in ones that are asked too: where the account has them disabled the answer is a
 * refusal at once.
 */
const REGIONS = [
  ...['us-east-1', 'eu-west-1', 'us-west-2', 'eu-central-1', 'us-east-2', 'ap-southeast-2', 'ap-northeast-1'],
  ...['ap-southeast-1', 'ap-south-1', 'eu-west-2', 'us-west-1', 'ca-central-1', 'eu-west-3', 'eu-north-1'],
  ...['sa-east-1', 'ap-northeast-2', 'ap-northeast-3'],
  ...['eu-south-1', 'eu-south-2', 'eu-central-2', 'ap-east-1', 'me-central-1', 'il-central-1', 'af-south-1'],
] as const;

/** Two dozen at once take a slow line or a busy machine seconds; a region that answers later counts as one without it. */
const PATIENCE = { connectionTimeout: 5000, requestTimeout: 10_000, throwOnRequestTimeout: true };

/** In which other regions a function of this name is: reads alone, all at once; what may not be read counts as not there. */
export async function otherRegionsOf(connection: Connection, functionName: string): Promise<readonly string[]> {
  const { control, region: own, kind, endpoint, profile } = connection;
  if (kind === 'emulator' || !REGIONS.some((it) => it === own)) return [];
  const FunctionName = functionName.replace(/^.*:function:/, '').replace(/:.*$/, '');
  const asked = REGIONS.filter((region) => region !== own).map(async (region) => {
    const client = new LambdaClient({
      ...{ region, credentials: () => control.config.credentials(), maxAttempts: 1, requestHandler: PATIENCE },
      ...(profile === undefined ? {} : { profile }),
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    try {
      await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
      return [region];
    } catch {
      return [];
    } finally {
      client.destroy();
    }
  });
  return (await Promise.all(asked)).flat();
}

/** Reads a function; where it is not there, says in which other regions it is. @throws TargetError, else what it throws */
export async function readingFunction<T>(connection: Connection, name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    const found = await otherRegionsOf(connection, name);
    if (found.length === 0) throw error;
    throw new TargetError(
      `there is no function ${name} in ${connection.region}; there is one in ${found.join(' and ')}`,
      `run it with --region ${found[0]}`,
    );
  }
}
