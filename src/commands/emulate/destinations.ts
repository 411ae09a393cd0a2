import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type EmulatorOptions, isQueueEndpoint } from '../../emulator/index.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';

type Destinations = Pick<EmulatorOptions, 'queueEndpoint' | 'destinationFolder' | 'onUndelivered'>;

/** Where the records of asynchronous invocations go. What cannot go anywhere is said on standard error. */
export function destinationsOf({ queueEndpoint, destinationFolder }: RawOptions, { env, stderr }: Io): Destinations {
  const endpoint = typeof queueEndpoint === 'string' ? typed(queueEndpoint) : inherited(env.AWS_ENDPOINT_URL_SQS);
  return {
    ...(endpoint === undefined ? {} : { queueEndpoint: endpoint }),
    ...(typeof destinationFolder === 'string' ? { destinationFolder: writable(resolve(destinationFolder)) } : {}),
    onUndelivered: (arn, reason) => void stderr.write(`no record could be sent to ${arn}: ${reason}\n`),
  };
}

/** Made at once: that records cannot be kept there should not come out when the first is lost. */
function writable(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(join(folder, '.'), constants.W_OK);
    return folder;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`--destination-folder cannot be used: ${reason}`, 'name a folder that may be written');
  }
}

function typed(url: string): string {
  if (isQueueEndpoint(url)) return url;
  throw new CommandError(
    `--queue-endpoint ${url} is not plain HTTP on this machine`,
    'name one such as http://127.0.0.1:9324: events go there unsigned and unencrypted',
  );
}

/** Set for other programs, it may be AWS itself: that is no reason not to run. */
const inherited = (url: string | undefined): string | undefined =>
  url !== undefined && isQueueEndpoint(url) ? url : undefined;
