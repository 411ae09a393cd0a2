import { expectedInvocations } from '../../explore/index.js';
import type { Header } from '../../recording/index.js';
import { formatMegabytes, usd } from '../../units/index.js';
import type { Io, RawOptions } from '../command.js';
import { type Aim, aimName, ask, isThisMachine } from '../spending/ask.js';
import { ASKED_ABOVE, aboutUsd, isMuch, ON_AWS } from '../spending/asked-above.js';
import { boundsText } from '../spending/bounds-text.js';
import { aboutTime, assumedTime, spanOf } from '../spending/span-text.js';
import type { TuneEstimate } from './estimate.js';

export interface Question {
  readonly header: Header;
  readonly aim: Aim;
  readonly estimate: TuneEstimate;
  /** What is done to `$LATEST` itself, and so is asked about however little is spent. */
  readonly onLatest?: string | undefined;
  /** Of a dry run: what it would cost on AWS is told of this machine too. */
  readonly isRehearsed?: boolean;
}

/**
 * Asks before a run that may cost or last much. The header of one that may not, and that nobody was asked about: its
 * function may run longer than was assumed, and so it ends at what would have been asked about.
 * @throws CommandError when nobody can be asked and --yes is not given, or when the answer is no.
 */
export async function askConsent(
  question: Question,
  options: RawOptions,
  io: Pick<Io, 'stdin' | 'stderr'>,
  signal: AbortSignal,
): Promise<Header> {
  const { header, onLatest } = question;
  const isUnasked = isThisMachine(question.aim) || options.yes === true;
  if (onLatest !== undefined && isUnasked) io.stderr.write(`kelvin: ${onLatest}\n`);
  if (isUnasked) return header;
  if (!isMuch(question.estimate) && onLatest === undefined) return withCeiling(header);
  const bounds =
    question.header.scenario.exploration === undefined
      ? '--memory, --cold and --warm'
      : '--budget, --max-invocations or --max-time';
  const what = onLatest === undefined ? estimateText(question) : `${onLatest}.\nAnd ${estimateText(question)}`;
  await ask({ what, hint: `add --yes, or bound it with ${bounds}` }, options, io, signal);
  return isMuch(question.estimate) ? header : withCeiling(header);
}

function withCeiling(header: Header): Header {
  const { exploration } = header.scenario;
  if (exploration === undefined) return header;
  const budgetUsd = exploration.budgetUsd ?? usd(ASKED_ABOVE.usd);
  return { ...header, scenario: { ...header.scenario, exploration: { ...exploration, budgetUsd } } };
}

/** Of a tuning: a visit lasts as long as some invocations do, one after the other. */
export const visitsText = (header: Header): string =>
  `each visit, ${spanOf(expectedInvocations(header).visits, (it) => it.toLocaleString('en-US'))} in all, each as long as some of its invocations take`;

/**
 * `this run makes about 15 to 80 invocations on AWS Lambda in eu-central-1, and takes 10 s to 4 min and $0.000006 to
 * $0.001 if each is billed 10 ms to 1 s at 1,024 MB, the size it has today`. On this machine nothing is paid.
 */
export function estimateText({ header, aim, estimate, isRehearsed }: Question, makes = 'this run makes about'): string {
  const { invocations, time, cost, assumed } = estimate;
  const isHere = isThisMachine(aim);
  const isPaid = !isHere || isRehearsed === true;
  const where = isHere ? '' : ` on ${aimName(aim)}`;
  const dollars = isPaid ? ` and ${spanOf(cost, aboutUsd)}${isHere ? ON_AWS : ''}` : '';
  const assumption = `if each ${isPaid ? 'is billed' : 'lasts'} ${spanOf(assumed.billed, assumedTime)}`;
  return (
    `${makes} ${spanOf(invocations, (it) => it.toLocaleString('en-US'))} invocations${where}, ` +
    `and takes ${spanOf(time, aboutTime)}${dollars} ${assumption}${isPaid ? sizeText(assumed) : ''}${boundsText(header.scenario.exploration ?? {})}`
  );
}

function sizeText({ memorySizeMB, isToday }: TuneEstimate['assumed']): string {
  if (memorySizeMB === 'each') return '';
  return ` at ${formatMegabytes(memorySizeMB)}${isToday ? ', the size it has today' : ''}`;
}
