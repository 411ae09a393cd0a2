import { type FunctionName, parseFunctionName } from '../scenario/index.js';
import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';
import { text } from './scenario-from-options.js';

/** The function that `--function` names, where it is given. @throws CommandError for what names none */
export function namedFunction(options: RawOptions): FunctionName | undefined {
  const typed = text(options.function);
  if (typed === undefined) return undefined;
  const named = parseFunctionName(typed);
  if (named !== undefined) return named;
  throw new CommandError(`--function ${typed} is no function`, 'its name or its ARN, such as my-function');
}
