import { findReport, isReport, type Report } from '../../logs/index.js';
import { type RequestOutcome, withoutControls } from '../../recording/index.js';
import { failureIn, firstLine } from '../failure.js';

/** What Lambda says of an invocation that it has run, whichever operation it was. */
export interface Invocation {
  readonly status: number;
  readonly requestId?: string;
  /** Base64 of the log's last 4 KB. */
  readonly logResult?: string | undefined;
  /** Lambda's word for the failure, if the function has failed. */
  readonly functionError?: string | undefined;
  /** What the function answered; of one that has not failed it is of no interest. */
  readonly payload: string;
}

/** The outcome of an invocation: with its report, if the log's tail holds it. */
export function invocationOutcome(invocation: Invocation): RequestOutcome {
  const { status, functionError, payload } = invocation;
  const id = invocation.requestId === undefined ? {} : { requestId: invocation.requestId };
  const report = reportIn(invocation);
  const known = { status, ...id, ...(report === undefined ? {} : { report }) };
  if (functionError === undefined) return { kind: 'answered', ...known };
  const failure = failureIn(functionError, payload, report);
  if (failure.kind === 'timed-out') return { kind: 'timed-out', ...known };
  return { kind: 'function-error', ...known, errorType: withoutControls(firstLine(failure.errorType)) };
}

function reportIn({ logResult, requestId }: Invocation): Report | undefined {
  if (logResult === undefined || requestId === undefined) return undefined;
  const found = findReport(Buffer.from(logResult, 'base64').toString(), requestId);
  return isReport(found) ? found : undefined;
}
