import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { calling } from './explain.js';

/** Whether whoever asks, where it is asked, sees a function of this name. */
export async function functionIsThere({ control }: Connection, FunctionName: string): Promise<boolean> {
  return calling('reading the function', async () => {
    try {
      await control.send(new GetFunctionConfigurationCommand({ FunctionName }));
      return true;
    } catch (error) {
      if ((error as Error).name === 'ResourceNotFoundException') return false;
      throw error;
    }
  });
}
