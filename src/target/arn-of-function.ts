import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { calling } from './explain.js';

/** The ARN of the function of this name that whoever asks sees, where it is asked; undefined where there is none. */
export async function arnOfFunction({ control }: Connection, FunctionName: string): Promise<string | undefined> {
  return calling('reading the function', async () => {
    try {
      const { FunctionArn = FunctionName } = await control.send(new GetFunctionConfigurationCommand({ FunctionName }));
      return FunctionArn;
    } catch (error) {
      if ((error as Error).name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  });
}
