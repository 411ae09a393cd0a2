import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { isLoopback } from '../../target/index.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { ASSUMED_BILLED_MS, type Estimate, isMuch } from './estimate.js';

export interface Question {
  /** Where the requests go; AWS's own endpoint has no address yet. */
  readonly aim: { readonly url: string } | { readonly region: string };
  readonly estimate: Estimate;
  readonly arms: number;
}

/**
 * Asks before much load goes to something that is not this machine. @throws CommandError when nobody can be asked and
 * --yes is not given, or when the answer is no.
 */
export async function askConsent(
  question: Question,
  options: RawOptions,
  { stdin, stderr }: Pick<Io, 'stdin' | 'stderr'>,
  signal: AbortSignal,
): Promise<void> {
  const { aim, estimate } = question;
  if (options.yes === true || !isMuch(estimate) || ('url' in aim && isLoopback(aim.url))) return;
  const what = estimateText(question);
  if (!stdin.isTTY || !stderr.isTTY) {
    throw new CommandError(
      `${what}: that is not done unasked, and there is no terminal to ask at`,
      'add --yes, or bound it with --max-requests or --for',
    );
  }
  // Not in raw mode, in which a terminal sends no SIGINT.
  const asked = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    const ended = once(asked, 'close', { signal }).then(() => '');
    const answer = await Promise.race([asked.question(`${what}. Go on? [y/N] `, { signal }), ended]);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    asked.close();
  }
  throw new CommandError('nothing was sent', 'answer y, or add --yes, to go on');
}

/** `this load sends about 12,000 requests to AWS Lambda in eu-central-1, about $0.21 if each is billed 1 s`. */
export function estimateText({ aim, estimate, arms }: Question): string {
  const { requests, usd } = estimate;
  const count =
    requests === undefined ? 'as many requests as are answered' : `about ${requests.toLocaleString('en-US')} requests`;
  const where = 'url' in aim ? new URL(aim.url).host : `AWS Lambda in ${aim.region}`;
  const sizes = arms > 1 ? ` (${arms} loads one after another)` : '';
  const cost = usd === undefined ? '' : `, about ${dollars(usd)} if each is billed ${ASSUMED_BILLED_MS / 1000} s`;
  return `this load sends ${count} to ${where}${sizes}${cost}`;
}

const dollars = (usd: number): string => (usd >= 0.01 || usd === 0 ? `$${usd.toFixed(2)}` : `$${usd.toPrecision(1)}`);
