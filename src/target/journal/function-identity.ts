import { createHash } from 'node:crypto';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';

/** Tells functions of one name in two accounts apart, without an account's id in plain text. */
export const arnHash = (functionArn: string): string => createHash('sha256').update(functionArn).digest('hex');

const SHORT_NAME = /^.*:function:/;
const HAS_ACCOUNT = /(?:^|:)\d{12}:/;

/**
 * What a function is called in a journal: by its name alone where that leads whoever restores to the same function. A function
 * of another account is found by its whole ARN only, and a name may be of another one here: then it stays as it was typed.
 */
export async function nameForJournal(
  { control }: Pick<Connection, 'control'>,
  typed: string,
  functionArn: string | undefined,
): Promise<string> {
  if (!HAS_ACCOUNT.test(typed) || functionArn === undefined) return typed;
  const FunctionName = functionArn.replace(SHORT_NAME, '').replace(/:.*$/, '');
  try {
    const found = await control.send(new GetFunctionConfigurationCommand({ FunctionName }));
    return found.FunctionArn === functionArn ? FunctionName : typed;
  } catch {
    // A policy may name the ARN alone; a run that may not read it by its name can be put back by its ARN.
    return typed;
  }
}
