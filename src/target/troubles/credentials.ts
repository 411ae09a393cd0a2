import { type Explain, type Explanation, factsOf } from './error-facts.js';

/** Of whom AWS does not know who it is: keys, tokens, profiles, clocks. */
export const explainCredentials: Explain = (facts): Explanation | undefined => {
  const { name, message } = facts;
  const text = `${name} ${message}`;
  if (/CredentialsProviderError|TokenProviderError/.test(name)) return notFound(message);
  if (/region is missing/i.test(message)) {
    return {
      problem: 'no AWS region is set',
      hint: 'name it with --region, in AWS_REGION or AWS_DEFAULT_REGION, or in the profile',
    };
  }
  // Before the expired token: "Signature expired" is a clock.
  if (/RequestTimeTooSkewed|RequestInTheFuture|Signature (expired|not yet current)|clock skew/i.test(text)) {
    return {
      problem: `AWS says that the clock of this machine is wrong: ${message}`,
      hint: 'set the clock (chronyc makestep, or timedatectl set-ntp true) and run the same command',
    };
  }
  if (/ExpiredToken|TokenRefreshRequired|RequestExpired|token included in the request is expired/.test(text)) {
    return {
      problem: 'the AWS credentials have expired',
      hint: 'sign in again ("aws sso login") and run the same command',
    };
  }
  if (/InvalidSignature|SignatureDoesNotMatch|IncompleteSignature/.test(name)) {
    return {
      problem: 'AWS does not accept these credentials: the secret does not belong to the access key',
      hint: 'check AWS_SECRET_ACCESS_KEY or the profile; "aws sts get-caller-identity" shows who you are',
    };
  }
  if (
    /UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|MissingAuthenticationToken|NotSignedUp|OptInRequired/.test(
      name,
    )
  ) {
    return {
      problem: 'AWS does not accept these credentials',
      hint: 'check AWS_PROFILE and the key, and that the account has the region enabled; "aws sts get-caller-identity" shows who you are',
    };
  }
  return undefined;
};

/** Nothing in the SDK's chain gave any: the reason is in its words alone. */
function notFound(message: string): Explanation {
  const profile = /profile[^\w[]*:? ?\[?'?"?([\w.@-]+)\]?/.exec(message)?.[1];
  const named = profile === undefined ? '' : ` --profile ${profile}`;
  if (/SSO|sso-session|token.*(expired|refresh)/i.test(message)) {
    return {
      problem: 'the SSO session has expired, or there is none',
      hint: `run "aws sso login${named}" and then the same command`,
    };
  }
  if (/multi-factor|MFA/i.test(message)) {
    return {
      problem: 'the profile asks for a code of a multi-factor device, which Kelvin does not ask for',
      hint: `get a session first: eval "$(aws configure export-credentials${named} --format env)"`,
    };
  }
  if (/Could not resolve credentials using profile/i.test(message)) {
    return {
      problem: `the profile ${profile ?? ''} has no credentials, or is not there`.replace('  ', ' '),
      hint: '"aws configure list-profiles" lists those of your AWS configuration files',
    };
  }
  const why = /Could not load credentials from any providers/.test(message) ? '' : `: ${message}`;
  return {
    problem: `no AWS credentials were found${why}`,
    hint: 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run "aws sso login"',
  };
}

/** Whether a refusal is of who calls, and not of what is asked for: every call would be refused so. */
export const isOfCaller = (error: unknown): boolean => explainCredentials(factsOf(error)) !== undefined;
