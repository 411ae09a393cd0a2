import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { type Connection, isLoopback } from '../../target/index.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';

/** Where a run's requests go; AWS's own endpoint has no address yet. */
export type Aim = { readonly url: string } | { readonly region: string };

/** Where a run's invocations go. */
export const aimOf = ({ endpoint, region }: Connection): Aim =>
  endpoint === undefined ? { region } : { url: endpoint };

/** What is sent to this machine costs nobody anything. */
export const isThisMachine = (aim: Aim): boolean => 'url' in aim && isLoopback(aim.url);

export const aimName = (aim: Aim): string => ('url' in aim ? new URL(aim.url).host : `AWS Lambda in ${aim.region}`);

export interface Question {
  /** What would be done, and what it may cost: a whole sentence without its full stop. */
  readonly what: string;
  /** How a run that nobody can be asked about is kept from it. */
  readonly hint: string;
}

/**
 * Asks before much is done. @throws CommandError when nobody can be asked and --yes is not given, or when the answer is
 * no.
 */
export async function ask(
  { what, hint }: Question,
  options: RawOptions,
  { stdin, stderr }: Pick<Io, 'stdin' | 'stderr'>,
  signal: AbortSignal,
): Promise<void> {
  if (options.yes === true) return;
  if (!stdin.isTTY || !stderr.isTTY) {
    throw new CommandError(`${what}: that is not done unasked, and there is no terminal to ask at`, hint);
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
