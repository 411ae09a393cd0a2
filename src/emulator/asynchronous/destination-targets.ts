import type { Clock } from '../clock.js';
import { QueueEndpoint } from './queue-endpoint.js';
import { RecordFolder } from './record-folder.js';

/** What stands in for AWS's services as destinations and dead-letter targets. */
export interface DestinationOptions {
  /** Address of an SQS-compatible service on this machine, for ARNs of queues. */
  readonly queueEndpoint?: string;
  /** For records to ARNs that nothing else stands in for: a file for each. */
  readonly destinationFolder?: string;
  /** A record could not be delivered, and is lost. */
  readonly onUndelivered?: (arn: string, reason: string) => void;
}

export interface DestinationTargets {
  readonly queueEndpoint?: QueueEndpoint;
  readonly recordFolder?: RecordFolder;
  /** AWS counts what cannot be delivered as DestinationDeliveryFailures, and drops it. */
  readonly onUndelivered: (arn: string, reason: string) => void;
}

/** @throws Error for a queue endpoint that is not plain HTTP on this machine. */
export function destinationTargets(options: DestinationOptions, clock: Clock): DestinationTargets {
  const { queueEndpoint, destinationFolder, onUndelivered = () => {} } = options;
  return {
    ...(queueEndpoint === undefined ? {} : { queueEndpoint: new QueueEndpoint(queueEndpoint, clock) }),
    ...(destinationFolder === undefined ? {} : { recordFolder: new RecordFolder(destinationFolder) }),
    onUndelivered,
  };
}
