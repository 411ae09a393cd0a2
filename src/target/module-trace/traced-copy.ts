import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { copyFunction } from '../copied-function.js';
import { TargetError } from '../error.js';
import type { FunctionUnderTest } from '../function-under-test.js';
import { type OriginalFunction, readOriginal } from '../original-function.js';
import { checkSize } from '../package.js';
import { tracePrograms } from './programs.js';
import { zipWith } from './zip-with.js';

export interface TracedCopyOptions {
  readonly name: string;
  readonly marker: string;
  readonly signal: AbortSignal;
}

/** What is loaded is told in INIT and asked for after it: a function of 3 s must not be ended in between. */
const SHORTEST_TIMEOUT_S = 30;

/**
 * Makes a copy of a function whose handler loads the function's own, times each module, and answers with the list. All
 * else is as the function has it, which is only read.
 * @param of its name is its owner's, its ARN that of what is measured
 * @throws TargetError with the reason where it cannot be traced
 */
export async function makeTracedCopy(
  connection: Connection,
  of: FunctionConfiguration,
  { name, marker, signal }: TracedCopyOptions,
): Promise<FunctionUnderTest> {
  const { Runtime: runtime = 'a container image', Handler: handler = '' } = of;
  const programs = await tracePrograms(runtime, handler);
  if (programs === undefined) {
    throw new TargetError(`what ${runtime} loads is not known to Kelvin`, 'Node.js and Python functions are explained');
  }
  const { configuration, code } = await readOriginal(
    connection,
    of.FunctionArn ?? of.FunctionName ?? '',
    undefined,
    signal,
  );
  const ZipFile = await zipWith(Buffer.from(code.ZipFile ?? []), programs.files);
  checkSize(ZipFile.length, 'the copy that tells what it loads', 'leave the explanation out with --no-explain');
  const traced: OriginalFunction = { configuration: tracing(configuration, programs.handler), code: { ZipFile } };
  return (await copyFunction(connection, traced, name, marker)).fn;
}

/** A snapshot is of what INIT has left: what it loaded is seen without one. */
const tracing = ({ SnapStart: _, ...of }: FunctionConfiguration, handler: string): FunctionConfiguration => ({
  ...of,
  Handler: handler,
  Timeout: Math.max(of.Timeout ?? 0, SHORTEST_TIMEOUT_S),
});
