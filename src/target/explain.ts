import { withoutAccountIds } from '../recording/index.js';
import { TargetError } from './error.js';

interface Trouble {
  readonly when: (name: string, message: string) => boolean;
  readonly problem: (message: string) => string;
  readonly hint: string;
}

/** What the SDK throws, in the user's words, and what to do. Tried from the top. */
const TROUBLES: readonly Trouble[] = [
  {
    when: (name) => name === 'CredentialsProviderError',
    problem: () => 'no AWS credentials were found',
    hint: 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run "aws sso login"',
  },
  {
    when: (_, message) => /region is missing/i.test(message),
    problem: () => 'no AWS region is set',
    hint: 'name it with --region, in AWS_REGION, or in the profile',
  },
  {
    when: (name) => /ExpiredToken|TokenRefreshRequired/.test(name),
    problem: () => 'the AWS credentials have expired',
    hint: 'sign in again ("aws sso login") and run the same command',
  },
  {
    when: (name) => /UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch/.test(name),
    problem: () => 'AWS does not accept these credentials',
    hint: 'check AWS_PROFILE and the key; "aws sts get-caller-identity" shows who you are',
  },
  {
    when: (name) => /AccessDenied/.test(name),
    problem: (message) => `AWS denies this: ${message}`,
    hint: 'ask for the action that is named, on this function',
  },
  {
    when: (name) => name === 'ResourceNotFoundException',
    problem: (message) => `there is no such function: ${message}`,
    hint: 'check the name and the region (--region); "aws lambda list-functions" lists them',
  },
  {
    when: (name, message) =>
      /ECONNREFUSED|ENOTFOUND|ECONNRESET|EHOSTUNREACH|ETIMEDOUT|TimeoutError/.test(`${name} ${message}`),
    problem: (message) => `the endpoint cannot be reached (${message})`,
    hint: 'check --endpoint-url or AWS_ENDPOINT_URL, the region and the network',
  },
];

/** The user's words for anything that a Lambda or Logs client throws. */
export function explain(error: unknown, doing: string): TargetError {
  if (error instanceof TargetError) return error;
  const { name, message, code } = facts(error);
  const trouble = TROUBLES.find(({ when }) => when(name, `${message} ${code}`));
  if (trouble === undefined) {
    return new TargetError(
      withoutAccountIds(`${doing} failed: ${name}: ${message}`),
      'the message above is the endpoint’s own',
    );
  }
  return new TargetError(withoutAccountIds(`${doing}: ${trouble.problem(message || code)}`), trouble.hint);
}

function facts(error: unknown): { name: string; message: string; code: string } {
  const it = error as { name?: unknown; message?: unknown; code?: unknown; errors?: { message?: unknown }[] };
  const inner = it?.errors?.[0]?.message;
  return {
    name: String(it?.name ?? 'Error'),
    message: String(it?.message || inner || ''),
    code: String(it?.code ?? ''),
  };
}

/** Runs one call to the target; whatever it throws comes out as a TargetError. */
export async function calling<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw explain(error, doing);
  }
}
