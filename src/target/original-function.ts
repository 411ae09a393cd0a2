import { createHash } from 'node:crypto';
import { type FunctionCode, type FunctionConfiguration, GetFunctionCommand } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { readingFunction } from './diagnosis/find-function.js';
import { readingQualified } from './diagnosis/find-qualifier.js';
import { TargetError } from './error.js';
import { calling } from './explain.js';
import { checkSize } from './package.js';

/** A function that exists, as it is to be copied. Values of its environment are in memory alone. */
export interface OriginalFunction {
  readonly configuration: FunctionConfiguration;
  readonly code: FunctionCode;
}

/** What a function has that a copy of it cannot be invoked with as usual, or has no cold starts. */
const NOT_COPIED = [
  ['CapacityProviderConfig', 'runs on managed instances, which do not start cold'],
  ['TenancyConfig', 'has tenants, and nothing here says which one to invoke it for'],
  ['DurableConfig', 'is a durable function'],
] as const;

/** Reads a function with its code. @throws TargetError where it cannot be copied */
export async function readOriginal(
  connection: Connection,
  name: string,
  qualifier: string | undefined,
  signal: AbortSignal,
): Promise<OriginalFunction> {
  const called = qualifier === undefined ? name : `${name}:${qualifier}`;
  const read = (of: { readonly Qualifier?: string }) =>
    connection.control.send(new GetFunctionCommand({ FunctionName: name, ...of }), { abortSignal: signal });
  const readLatest = () => readingFunction(connection, name, () => read({}));
  const { Configuration: configuration, Code } = await calling(`reading ${called}`, () =>
    qualifier === undefined
      ? readLatest()
      : readingQualified(connection, name, qualifier, readLatest, () => read({ Qualifier: qualifier })),
  );
  if (configuration === undefined) throw new TargetError(`the endpoint tells nothing of ${called}`, 'is it Lambda?');
  checkCopiable(called, configuration);
  const ImageUri = Code?.ResolvedImageUri ?? Code?.ImageUri;
  if (ImageUri !== undefined) return { configuration, code: { ImageUri } };
  if (Code?.Location === undefined) throw new TargetError(`${called} has no code to copy`, 'name the zip itself');
  const ZipFile = await downloaded(called, Code.Location, signal);
  const sha256 = createHash('sha256').update(ZipFile).digest('base64');
  if (configuration.CodeSha256 !== undefined && configuration.CodeSha256 !== sha256) {
    throw new TargetError(`the code of ${called} was changed while it was read`, 'run it again');
  }
  checkSize(ZipFile.length, called, 'a package so large can be compared as an image');
  return { configuration, code: { ZipFile } };
}

function checkCopiable(called: string, configuration: FunctionConfiguration): void {
  const { Environment, State, StateReason } = configuration;
  if (State === 'Failed') {
    throw new TargetError(
      `${called} is in state Failed: ${StateReason ?? 'no reason given'}`,
      'mend the function first',
    );
  }
  if (Environment?.Error !== undefined) {
    throw new TargetError(
      `the environment of ${called} cannot be read (${Environment.Error.ErrorCode ?? 'no reason given'}), so it cannot be copied`,
      'ask for kms:Decrypt on its key',
    );
  }
  const found = NOT_COPIED.find(([field]) => configuration[field] !== undefined);
  if (found !== undefined)
    throw new TargetError(
      `${called} ${found[1]}`,
      'it cannot be copied, and so neither checked nor measured with --copy',
    );
}

/** The address is presigned: it needs no signature, and it is no secret for longer than ten minutes. */
async function downloaded(called: string, location: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const answer = await fetch(location, { signal });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  } catch (error) {
    signal.throwIfAborted();
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    throw new TargetError(`the code of ${called} could not be fetched (${why})`, 'check the network, and run it again');
  }
}
