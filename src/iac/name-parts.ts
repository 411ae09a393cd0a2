import type { DeclaredFunction, NameParts } from './declared-function.js';

/** How many letters of its name speak for this function; undefined where it can never be called so. */
export function lettersKnown(declared: DeclaredFunction, functionName: string): number | undefined {
  const { name, likelyNames, generatedFrom } = declared;
  if (likelyNames?.includes(functionName) === true) return functionName.length;
  if (fits(name, functionName)) return name.reduce((sum, part) => sum + (part?.length ?? 0), 0);
  return generatedFrom === undefined ? undefined : lettersLeft(generatedFrom, functionName);
}

/** A function may be named by its ARN, a part of it, and with a version or an alias (Invoke, `FunctionName`, facts/aws-api). */
export const bareName = (name: string): string => name.replace(/^.*:function:/, '').replace(/:.*$/, '');

/** Whether the text that is not known can be such that the whole is this name. */
export function fits(name: NameParts, functionName: string): boolean {
  const pattern = name.map((part) => (part === undefined ? '.*' : part.replaceAll(/[^\w]/g, '\\$&'))).join('');
  return new RegExp(`^${pattern}$`, 's').test(functionName);
}

/** A Lambda function's name has at most so many letters (CreateFunction, `FunctionName`, facts/aws-api). */
const LONGEST_NAME = 64;
/** Fewer letters of a logical id that was cut off are no sign of it. */
const FEWEST_LEFT = 8;

/**
 * `STACK-LOGICALID-RANDOM`, of which CloudFormation cuts the logical id short where the whole would be too long. That it
 * is cut at its end is what such names look like in public repositories; AWS does not document it (looked up 2026-11).
 */
function lettersLeft(logicalId: string, functionName: string): number | undefined {
  const middle = functionName.split('-').at(-2) ?? '';
  const isCut = functionName.length >= LONGEST_NAME - 4 && functionName.length <= LONGEST_NAME;
  return isCut && middle.length >= FEWEST_LEFT && logicalId.startsWith(middle) ? middle.length : undefined;
}
