import { notFound, ServiceError } from '../service-error.js';

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
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:((?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)(?::(\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/;
/** The same as AWS prints it (recorded answer of Invoke, 2025-11). */
const PRINTED_PATTERN =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?';
const MAX_NAME_LENGTH = 64;

/**
 * @param region the request's: a function of another one cannot be reached.
 * @throws ServiceError for what is none of these, for another account's function, or for two qualifiers that differ.
 */
export function parseFunctionName(text: string, region: string, qualifier?: string): FunctionReference {
  const [matched, ownRegion, account, name, ownQualifier] = PATTERN.exec(text) ?? [];
  if (matched === undefined || name === undefined) {
    throw malformed(text, `Member must satisfy regular expression pattern: ${PRINTED_PATTERN}`);
  }
  if (name.length > MAX_NAME_LENGTH) {
    throw malformed(name, `Member must have length less than or equal to ${MAX_NAME_LENGTH}`);
  }
  if (ownRegion !== undefined && ownRegion !== region) {
    throw notFound(`Functions from '${ownRegion}' are not reachable in this region ('${region}')`);
  }
  if (account !== undefined && account !== ACCOUNT_ID) throw otherAccount(text);
  if (qualifier !== undefined && ownQualifier !== undefined && qualifier !== ownQualifier) {
    throw new ServiceError(
      'InvalidParameterValueException',
      400,
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  const chosen = qualifier ?? ownQualifier;
  return { region, name, ...(chosen === undefined ? {} : { qualifier: chosen }) };
}

export function functionArn({ region, name, qualifier }: FunctionReference): string {
  const suffix = qualifier === undefined ? '' : `:${qualifier}`;
  return `arn:aws:lambda:${region}:${ACCOUNT_ID}:function:${name}${suffix}`;
}

function malformed(value: string, rule: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    400,
    `1 validation error detected: Value '${value}' at 'functionName' failed to satisfy constraint: ${rule}`,
  );
}

/** There is one account here; to another one's functions nobody has given it any right. */
function otherAccount(arn: string): ServiceError {
  return new ServiceError(
    'AccessDeniedException',
    403,
    `User: arn:aws:iam::${ACCOUNT_ID}:root is not authorized to perform the operation on resource: ${arn} because no resource-based policy allows it`,
  );
}
