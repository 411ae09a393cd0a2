import { ServiceError } from '../service-error.js';

export const ACCOUNT_ID = '000000000000';
export const DEFAULT_REGION = 'us-east-1';

/** Which function a request means, and which version of it. */
export interface FunctionReference {
  readonly region: string;
  readonly name: string;
  readonly qualifier?: string;
}

/** A name, a partial ARN (`123456789012:function:name`) or an ARN, each with or without a qualifier (API reference). */
const PATTERN =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:\d{12}:)?(?:function:)?([a-zA-Z0-9_-]{1,64})(?::(\$LATEST|[a-zA-Z0-9_-]+))?$/;

/** @throws ServiceError ValidationException for what is none of these, or for two qualifiers that differ. */
export function parseFunctionName(text: string, region: string, qualifier?: string): FunctionReference {
  const [matched, ownRegion, name, ownQualifier] = PATTERN.exec(text) ?? [];
  if (matched === undefined || name === undefined) throw malformed(text, 'functionName', PATTERN.source);
  if (qualifier !== undefined && !/^(\$LATEST|[a-zA-Z0-9_-]{1,128})$/.test(qualifier)) {
    throw malformed(qualifier, 'qualifier', '(|[a-zA-Z0-9$_-]+)');
  }
  if (qualifier !== undefined && ownQualifier !== undefined && qualifier !== ownQualifier) {
    throw new ServiceError(
      'InvalidParameterValueException',
      400,
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  const chosen = qualifier ?? ownQualifier;
  return { region: ownRegion ?? region, name, ...(chosen === undefined ? {} : { qualifier: chosen }) };
}

export function functionArn({ region, name, qualifier }: FunctionReference): string {
  const suffix = qualifier === undefined ? '' : `:${qualifier}`;
  return `arn:aws:lambda:${region}:${ACCOUNT_ID}:function:${name}${suffix}`;
}

function malformed(value: string, member: string, pattern: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    400,
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
  );
}
