import { type EmulatorOptions, isQueueEndpoint } from '../../emulator/index.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { writableFolder } from './writable-folder.js';

type Destinations = Pick<EmulatorOptions, 'queueEndpoint' | 'destinationFolder' | 'onUndelivered'>;

/** Where the records of asynchronous invocations go. What cannot go anywhere is said on standard error. */
export function destinationsOf({ queueEndpoint, destinationFolder }: RawOptions, { env, stderr }: Io): Destinations {
  const endpoint = typeof queueEndpoint === 'string' ? typed(queueEndpoint) : inherited(env.AWS_ENDPOINT_URL_SQS);
  return {
    ...(endpoint === undefined ? {} : { queueEndpoint: endpoint }),
    ...(typeof destinationFolder === 'string'
      ? { destinationFolder: writableFolder('--destination-folder', destinationFolder) }
      : {}),
    onUndelivered: (arn, reason) => void stderr.write(`no record could be sent to ${arn}: ${reason}\n`),
  };
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
