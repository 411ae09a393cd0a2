import { THROTTLED } from '../calls/trouble.js';
import type { ErrorFacts, Explain, Explanation } from './error-facts.js';
import { WITHOUT_A_VERSION } from './without-a-version.js';

interface Known {
  readonly when: RegExp;
  readonly problem: (facts: ErrorFacts) => string;
  readonly hint: string;
}

/** By the error's name, as AWS's model of Lambda has them (facts/aws-api); tried from the top. */
const BY_NAME: readonly Known[] = [
  {
    when: /^ResourceNotFoundException$/,
    problem: ({ message }) => `there is no such ${missing(message)}: ${message}`,
    hint: 'check the name and the region (--region); "aws lambda list-functions" lists them',
  },
  {
    when: /^CodeStorageExceeded/,
    problem: () => 'the code storage of the account in this region is full, so no version can be published',
    hint: `remove versions that nobody uses ("aws lambda list-versions-by-function"), or ask AWS for a higher quota. ${WITHOUT_A_VERSION}`,
  },
  {
    when: /^ResourceConflict|^ResourceInUse/,
    problem: ({ message }) => `something else is changing it: ${message}`,
    hint: 'wait until that is over, then run again; a deployment may be under way',
  },
  {
    when: /^PreconditionFailed/,
    problem: () => 'somebody else has changed the function in the meantime',
    hint: 'wait until nobody deploys, then run again',
  },
  {
    when: /^ResourceNotReady|^CodeArtifactUserPending|^SnapStartNotReady|^ENINotReady/,
    problem: ({ message }) => `the function is not ready: ${message}`,
    hint: 'Lambda gets it ready now, which takes some minutes in a VPC: run again then',
  },
  {
    when: /^ENILimitReached|^SubnetIPAddressLimit|^EC2Throttled|^EC2Unexpected|^InvalidSubnetID|^InvalidSecurityGroupID/,
    problem: ({ message }) => `Lambda cannot set up the function's network: ${message}`,
    hint: 'it is the VPC’s: free addresses in its subnets, the quota of network interfaces, and that its groups exist',
  },
  {
    when: /^EC2AccessDenied/,
    problem: ({ message }) => `the function's role may not set up its network: ${message}`,
    hint: 'attach AWSLambdaVPCAccessExecutionRole to the execution role of the function',
  },
  {
    when: /^EFS|^S3Files/,
    problem: ({ message }) => `the function cannot reach its file system: ${message}`,
    hint: 'check the mount targets, their security groups and the function’s role',
  },
  {
    when: /^SnapStart/,
    problem: ({ message }) => `the snapshot of the function does not start: ${message}`,
    hint: 'look at the log of the version: what runs after a restore fails, or takes over ten seconds',
  },
  {
    when: /^RequestTooLarge|^SerializedRequestEntityTooLarge/,
    problem: ({ message }) => `the payload is larger than Lambda takes: ${message}`,
    hint: '6 MB at the most for an answer that is waited for, 1 MB for an asynchronous one',
  },
  {
    when: /^InvalidRuntime|^InvalidZipFile|^CodeVerificationFailed|^InvalidCodeSignature|^CodeArtifactUser(Deleted|Failed)/,
    problem: ({ message }) => `the code of the function cannot run: ${message}`,
    hint: 'mend the function first',
  },
  {
    when: /SubscriptionRequired|AccountSuspended|AccountProblem/,
    problem: ({ message }) => `the AWS account cannot be used: ${message}`,
    hint: 'look into the billing console of the account',
  },
];

/** What is missing of a function: AWS names it in the message alone. */
const missing = (message: string): string =>
  /alias/i.test(message) ? 'alias' : /function:[^:]+:\d+$|version/i.test(message) ? 'version' : 'function';

export const explainService: Explain = (facts): Explanation | undefined => {
  const known = BY_NAME.find(({ when }) => when.test(facts.name));
  if (known !== undefined) return { problem: known.problem(facts), hint: known.hint };
  return throttled(facts) ?? ofMemory(facts) ?? unreachable(facts) ?? notLambda(facts) ?? ofAws(facts);
};

function throttled({ name, status, reason, message }: ErrorFacts): Explanation | undefined {
  if (status !== 429 && !THROTTLED.test(name)) return undefined;
  if (/Reserved/.test(reason)) {
    return {
      problem: 'the reserved concurrency of the function is used up, or is 0',
      hint: '"aws lambda get-function-concurrency" shows it; at 0 nothing can invoke the function',
    };
  }
  if (/Concurrent/.test(reason)) {
    return {
      problem: 'the concurrency of the account in this region is used up',
      hint: 'run it with less (--concurrency, --max-concurrency), or when the others are quiet',
    };
  }
  return {
    problem: `AWS still asks to slow down, after retries${message === '' ? '' : `: ${message}`}`,
    hint: 'others call the same API in this account and region: run it again later',
  };
}

/** "…failed to satisfy constraint: Member must have value less than or equal to 3008". */
function ofMemory({ name, message }: ErrorFacts): Explanation | undefined {
  if (!/InvalidParameterValue|ValidationException/.test(name) || !/memorySize/i.test(message)) return undefined;
  const most = /less than or equal to (\d+)/.exec(message)?.[1];
  return {
    problem:
      most === undefined ? `AWS refuses the memory size: ${message}` : `this account has no more than ${most} MB`,
    hint: 'leave larger sizes out (--memory), or ask AWS for the quota: new accounts begin at 3008 MB',
  };
}

function unreachable({ name, message, code }: ErrorFacts): Explanation | undefined {
  const text = `${name} ${message} ${code}`;
  if (/CERT|self.signed|UNABLE_TO_VERIFY|ERR_TLS/i.test(text)) {
    return {
      problem: `the endpoint's certificate is not trusted (${code || message})`,
      hint: 'name your own authority in NODE_EXTRA_CA_CERTS; behind a proxy that is the proxy’s',
    };
  }
  if (!/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|TimeoutError/.test(text)) {
    return undefined;
  }
  return {
    problem: `the endpoint cannot be reached (${message || code})`,
    hint: 'check --endpoint-url, AWS_ENDPOINT_URL or the profile, the region and the network',
  };
}

/** An answer that is no JSON, or no XML: a proxy's page, or another service. */
function notLambda({ name, message }: ErrorFacts): Explanation | undefined {
  if (name !== 'SyntaxError' && !/Unexpected token|char '.' is not expected/i.test(message)) return undefined;
  return {
    problem: 'what answers at the endpoint does not speak the API of AWS',
    hint: 'check --endpoint-url, AWS_ENDPOINT_URL or the profile; a proxy may answer in its place',
  };
}

function ofAws({ name, status, message }: ErrorFacts): Explanation | undefined {
  if (status === undefined || status < 500) return undefined;
  return {
    problem: `the service itself failed (${status} ${name})${message === '' ? '' : `: ${message}`}`,
    hint: 'run it again; if it lasts, look at the AWS Health Dashboard',
  };
}
