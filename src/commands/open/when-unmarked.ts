import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import {
  type Connection,
  carriesMarker,
  FunctionUnderTest,
  type OriginalFunction,
  readOriginal,
  TargetError,
} from '../../target/index.js';
import type { OpenOptions } from './open-options.js';

type Waiting = Pick<OpenOptions, 'signal' | 'say'>;

interface Named {
  readonly name: string;
  readonly qualifier?: string | undefined;
}

/** How often, and for how long, it is looked whether another run has put `$LATEST` back: some updates take a minute. */
const PATIENCE = { pauseMs: 300, longestMs: 120_000 };

/**
 * The configuration that a function's owner has given it: while another run on it goes on, `$LATEST` has a size of that run
 * for seconds a visit, and whoever takes it for the function's own measures something else than was asked for.
 * @throws TargetError where it does not come back, as after a run that has died
 */
export async function whenUnmarked(
  connection: Connection,
  { name, qualifier }: Named,
  { signal, say }: Waiting,
  { pauseMs, longestMs } = PATIENCE,
): Promise<FunctionConfiguration> {
  const deadline = Date.now() + longestMs;
  const fn = new FunctionUnderTest(connection, name, '');
  for (let isTold = false; ; isTold = true) {
    const found = await fn.configuration(qualifier);
    if (!isMarked(found)) return found;
    if (Date.now() >= deadline) throw marked(name, qualifier ?? '$LATEST');
    if (!isTold) say(`waiting until another run has put ${qualifier ?? '$LATEST'} of ${name} back`);
    await sleep(pauseMs, undefined, { signal });
  }
}

/** The same with its code. */
export async function readUnmarked(
  connection: Connection,
  of: Named,
  waiting: Waiting,
  patience = PATIENCE,
): Promise<OriginalFunction> {
  for (;;) {
    await whenUnmarked(connection, of, waiting, patience);
    const original = await readOriginal(connection, of.name, of.qualifier, waiting.signal);
    if (!isMarked(original.configuration)) return original;
  }
}

const isMarked = ({ Description = '' }: FunctionConfiguration): boolean => carriesMarker(Description);

const marked = (name: string, qualifier: string): TargetError =>
  new TargetError(
    `${qualifier} of ${name} is at a size and with the mark of another run of Kelvin, and not as its owner has it`,
    `wait until that run has ended. If it has died, "kelvin restore --function ${name}" puts the function back`,
  );
