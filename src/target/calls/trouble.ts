import type { RetryCause } from '../../recording/index.js';

/** That a function is not ready yet keeps its invocations alone from success, which are not sent again here. */
export type CallTrouble = Exclude<RetryCause, 'not-ready'>;

/** What keeps one call from having succeeded, where it may succeed later. */
export interface Trouble {
  readonly cause: CallTrouble;
  /** Whether what was asked for may have been done all the same: its answer is what was lost. */
  readonly mayHaveHappened: boolean;
  /** Nobody is there at all: a wrong address, or an emulator that has ended. More patience would not help. */
  readonly isNobodyThere?: true;
}

interface Facts {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly status: number | undefined;
  readonly isClockCorrected: boolean;
}

/**
 * Names of throttles: of Lambda's own model, and of what stands before it (smithy's list, read 2026-11-27). Lambda's other
 * limits, such as FunctionVersionsPerCapacityProviderLimitExceededException, do not pass.
 */
export const THROTTLED = /Throttl|TooManyRequests|(Request|Bandwidth)LimitExceeded|SlowDown|^LimitExceededException$/;

/**
 * One name for two things. An update that is under way, or a function that is Pending, passes: "The operation cannot be
 * performed at this time. An update is in progress for resource" (aws-lambda-power-tuning issue 175, 2022; terraform issue
 * 29604, 2021), "The operation cannot be performed at this time. The function is currently in the following state: Pending"
 * (faast.js issue 758, 2021; remotion issue 1186, 2022), and what names a concurrent update (wording not verified). That
 * something exists already does not.
 */
const PASSING_CONFLICT = /in progress|at this time|concurrent|state: Pending/i;

/** The network lost an answer, or a request on its way: nobody can tell which. */
const CUT = /ECONNRESET|EPIPE|ECONNABORTED|socket hang up|other side closed|premature close/i;
/** No connection came about: nothing was sent. */
const UNCONNECTED = /ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|ETIMEDOUT|connection timed out/i;
const REFUSED = /ECONNREFUSED/;

/** Of what a 502 of Lambda may mean these do not pass: they are a user's to mend (facts/aws-api: fault of the client). */
const NOT_THE_SERVERS =
  /AccessDenied|KMS|ENILimit|SubnetIPAddress|InvalidSubnet|InvalidSecurityGroup|InvalidRuntime|InvalidZipFile|EFS/;

/** Whether an error of the service (5xx) is the user's to mend, and the next answer would be the same. */
export const isUsersToMend = (name: string): boolean => NOT_THE_SERVERS.test(name);

const certain = (cause: CallTrouble): Trouble => ({ cause, mayHaveHappened: false });
const uncertain = (cause: CallTrouble): Trouble => ({ cause, mayHaveHappened: true });

/** Why a call failed that is worth sending again; undefined where the next answer would be the same. */
export function troubleOf(error: unknown): Trouble | undefined {
  const facts = factsOf(error);
  return refusal(facts) ?? networkTrouble(facts);
}

function refusal({ name, message, status, isClockCorrected }: Facts): Trouble | undefined {
  if (isClockCorrected) return certain('clock');
  if (status === 429 || (status === 400 && THROTTLED.test(name)) || name === 'EC2ThrottledException') {
    return certain('throttled');
  }
  if (name === 'CodeStorageExceededException') return certain('code-storage');
  if (name === 'ResourceConflictException' && PASSING_CONFLICT.test(message)) return certain('conflict');
  if (status !== undefined && status >= 500 && !isUsersToMend(name)) return uncertain('server-error');
  return undefined;
}

function networkTrouble({ name, message, code, status }: Facts): Trouble | undefined {
  if (status !== undefined && status >= 400) return undefined;
  const all = `${name} ${code} ${message}`;
  if (REFUSED.test(all)) return { ...certain('connection'), isNobodyThere: true };
  if (UNCONNECTED.test(all)) return certain('connection');
  if (CUT.test(all)) return uncertain('connection');
  // An answer that broke off, or is none of Lambda's, may have been one of a call that was done.
  if (name === 'TimeoutError') return uncertain('timeout');
  return name === 'SyntaxError' ? uncertain('server-error') : undefined;
}

function factsOf(error: unknown): Facts {
  const it = error as {
    readonly name?: unknown;
    readonly message?: unknown;
    readonly code?: unknown;
    readonly errors?: readonly { readonly message?: unknown }[];
    readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
  };
  return {
    name: String(it?.name ?? ''),
    message: `${String(it?.message ?? '')} ${String(it?.errors?.[0]?.message ?? '')}`,
    code: String(it?.code ?? ''),
    status: it?.$metadata?.httpStatusCode,
    isClockCorrected: it?.$metadata?.clockSkewCorrected === true,
  };
}
