import { type FunctionReference, parseFunctionName } from '../functions/function-name.js';
import type { Context } from './operation.js';

/** The function that an input names, and the qualifier of either place. The model has seen to it that there is a name. */
export function functionOf(
  input: { readonly FunctionName?: string | undefined; readonly Qualifier?: string | undefined },
  { region }: Pick<Context, 'region'>,
): FunctionReference {
  return parseFunctionName(input.FunctionName ?? '', region, input.Qualifier);
}

/** The same without the qualifier, for operations on the whole function. */
export function wholeFunctionOf(
  input: { readonly FunctionName?: string | undefined },
  context: Pick<Context, 'region'>,
): FunctionReference {
  const { region, name } = functionOf(input, context);
  return { region, name };
}
