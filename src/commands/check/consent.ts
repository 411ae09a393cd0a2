import type { CheckHeader } from '../../recording/index.js';
import { usd } from '../../units/index.js';
import type { Io, RawOptions } from '../command.js';
import { type Aim, aimName, ask, isThisMachine } from '../spending/ask.js';
import { ASKED_ABOVE, aboutUsd, isMuch, ON_AWS } from '../spending/asked-above.js';
import { boundsText } from '../spending/bounds-text.js';
import { aboutTime, assumedTime, spanOf } from '../spending/span-text.js';
import type { CheckEstimate } from './estimate.js';

export interface Question {
  readonly header: CheckHeader;
  readonly aim: Aim;
  readonly estimate: CheckEstimate;
  /** Of a dry run: what it would cost on AWS is told of this machine too. */
  readonly isRehearsed?: boolean;
}

/**
 * Asks before a check that may cost or last much. The header of one that may not, and that nobody was asked about: its
 * function may run longer than was assumed, and so it ends at what would have been asked about.
 * @throws CommandError when nobody can be asked and --yes is not given, or when the answer is no.
 */
export async function askConsent(
  question: Question,
  options: RawOptions,
  io: Pick<Io, 'stdin' | 'stderr'>,
  signal: AbortSignal,
): Promise<CheckHeader> {
  const { header } = question;
  if (isThisMachine(question.aim) || options.yes === true) return header;
  if (!isMuch(question.estimate)) {
    return { ...header, check: { ...header.check, budgetUsd: header.check.budgetUsd ?? usd(ASKED_ABOVE.usd) } };
  }
  const hint = 'add --yes, or bound it with --max-cold-starts, --budget or --max-time';
  await ask({ what: estimateText(question), hint }, options, io, signal);
  return header;
}

const whole = (count: number): string => count.toLocaleString('en-US');

/** `this check makes 20 to 200 cold starts and 120 to 1,200 invocations on AWS Lambda in eu-central-1, and takes ...`. */
export function estimateText({ header, aim, estimate, isRehearsed }: Question): string {
  const { coldStarts, invocations, time, cost, billed } = estimate;
  const isHere = isThisMachine(aim);
  const isPaid = !isHere || isRehearsed === true;
  const where = isHere ? '' : ` on ${aimName(aim)}`;
  const dollars = isPaid ? ` and ${spanOf(cost, aboutUsd)}${isHere ? ON_AWS : ''}` : '';
  return (
    `this check makes ${spanOf(coldStarts, whole)} cold starts with ${spanOf(invocations, whole)} invocations${where}, ` +
    `and takes ${spanOf(time, aboutTime)}${dollars} if each ${isPaid ? 'is billed' : 'lasts'} ` +
    `${spanOf(billed, assumedTime)}${boundsText(header.check)}`
  );
}
