import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { orGone } from './undoing.js';

/** Deletes a function, or one version of it; one that is gone already is as good. */
export async function deleteFunction(
  { control }: Pick<Connection, 'control'>,
  FunctionName: string,
  Qualifier?: string,
): Promise<void> {
  await orGone(() =>
    control.send(new DeleteFunctionCommand({ FunctionName, ...(Qualifier === undefined ? {} : { Qualifier }) })),
  );
}
