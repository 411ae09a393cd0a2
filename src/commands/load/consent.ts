import type { Io, RawOptions } from '../command.js';
import { type Aim, aimName, ask, isThisMachine } from '../spending/ask.js';
import { ASSUMED_BILLED_MS, aboutUsd } from '../spending/asked-above.js';
import { type Estimate, isMuch } from './estimate.js';

export interface Question {
  readonly aim: Aim;
  readonly estimate: Estimate;
  readonly arms: number;
  /** What is done to `$LATEST` itself, and so is asked about however little is sent. */
  readonly onLatest?: string | undefined;
}

/**
 * Asks before much load goes to something that is not this machine. @throws CommandError when nobody can be asked and
 * --yes is not given, or when the answer is no.
 */
export async function askConsent(
  question: Question,
  options: RawOptions,
  io: Pick<Io, 'stdin' | 'stderr'>,
  signal: AbortSignal,
): Promise<void> {
  const { onLatest } = question;
  const isUnasked = isThisMachine(question.aim) || options.yes === true;
  if (onLatest !== undefined && isUnasked) io.stderr.write(`kelvin: ${onLatest}\n`);
  if (isUnasked || (!isMuch(question.estimate) && onLatest === undefined)) return;
  const hint = 'add --yes, or bound it with --max-requests or --for';
  const what = onLatest === undefined ? estimateText(question) : `${onLatest}.\nAnd ${estimateText(question)}`;
  await ask({ what, hint }, options, io, signal);
}

/** `this load sends about 12,000 requests to AWS Lambda in eu-central-1, about $0.21 if each is billed 1 s`. */
export function estimateText({ aim, estimate, arms }: Question): string {
  const { requests, usd } = estimate;
  const count =
    requests === undefined ? 'as many requests as are answered' : `about ${requests.toLocaleString('en-US')} requests`;
  const sizes = arms > 1 ? ` (${arms} loads one after another)` : '';
  const cost = usd === undefined ? '' : `, about ${aboutUsd(usd)} if each is billed ${ASSUMED_BILLED_MS / 1000} s`;
  return `this load sends ${count} to ${aimName(aim)}${sizes}${cost}`;
}
