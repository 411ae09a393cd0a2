import type { CreateEventSourceMappingRequest, EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import { conflict, invalidParameter } from '../service-error.js';
import type { EventSourceMapping } from './event-source-mappings.js';

/** The service that an event source's ARN is of, or `kafka` for brokers of one's own. */
export function sourceKind({ EventSourceArn, SelfManagedEventSource }: CreateEventSourceMappingRequest): string {
  if (SelfManagedEventSource !== undefined) return 'self-managed-kafka';
  if (EventSourceArn === undefined) throw invalidParameter('Unrecognized event source.');
  return EventSourceArn.split(':')[2] ?? '';
}

const STREAMS: ReadonlySet<string> = new Set(['kinesis', 'dynamodb']);

/** @throws ServiceError in AWS's words (recorded answers, 2024-2026). */
export function checkSource(request: CreateEventSourceMappingRequest): void {
  const kind = sourceKind(request);
  if (kind === 'self-managed-kafka') {
    if (request.SourceAccessConfigurations === undefined) {
      throw invalidParameter("Required 'sourceAccessConfigurations' parameter is missing.");
    }
    return;
  }
  if (!STREAMS.has(kind)) return;
  if (request.StartingPosition === undefined) {
    throw invalidParameter(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  }
  if (kind === 'dynamodb' && request.StartingPosition === 'AT_TIMESTAMP') {
    throw invalidParameter(`Unsupported starting position for arn type: ${request.EventSourceArn}`);
  }
}

/** What AWS answers of a mapping that says no more than it must. */
export function describeMapping(
  request: CreateEventSourceMappingRequest,
  functionArn: string,
  uuid: string,
): EventSourceMappingConfiguration {
  const kind = sourceKind(request);
  const { FunctionName, Enabled, Tags, ...given } = request;
  const common = { FunctionArn: functionArn, LastProcessingResult: 'No records processed' };
  if (STREAMS.has(kind)) return { ...STREAM_DEFAULTS, ...given, ...common, StateTransitionReason: 'User action' };
  if (kind === 'self-managed-kafka') {
    return {
      BatchSize: 100,
      StartingPosition: 'TRIM_HORIZON',
      ...given,
      ...common,
      SelfManagedKafkaEventSourceConfig: given.SelfManagedKafkaEventSourceConfig ?? { ConsumerGroupId: uuid },
      StateTransitionReason: 'USER_INITIATED',
    };
  }
  return {
    BatchSize: kind === 'sqs' ? 10 : 100,
    MaximumBatchingWindowInSeconds: kind === 'sqs' ? 0 : 500,
    ...(kind === 'sqs' ? { FunctionResponseTypes: [] } : {}),
    ...given,
    FunctionArn: functionArn,
    ...(kind === 'sqs' ? {} : { LastProcessingResult: 'No records processed' }),
    StateTransitionReason: 'USER_INITIATED',
  };
}

const STREAM_DEFAULTS: EventSourceMappingConfiguration = {
  BatchSize: 100,
  BisectBatchOnFunctionError: false,
  DestinationConfig: { OnFailure: {} },
  FunctionResponseTypes: [],
  MaximumBatchingWindowInSeconds: 0,
  MaximumRecordAgeInSeconds: -1,
  MaximumRetryAttempts: -1,
  ParallelizationFactor: 1,
  TumblingWindowInSeconds: 0,
};

/** Two mappings may not read the same for the same function. @throws ServiceError ResourceConflictException. */
export function refuseDuplicate(
  request: CreateEventSourceMappingRequest,
  functionArn: string,
  mappings: readonly EventSourceMapping[],
): void {
  const again = mappings.find(({ configuration: it }) => it.FunctionArn === functionArn && readsSame(it, request));
  if (again === undefined) return;
  const servers = serversOf(request);
  const source =
    request.EventSourceArn === undefined
      ? `event source ("${servers.join(',')}")`
      : `event source arn (" ${request.EventSourceArn} ")`;
  const topics = request.Topics === undefined ? '' : `, topics ("${request.Topics.join(',')}")`;
  const what =
    request.EventSourceArn === undefined
      ? `An event source mapping with ${source}, function ("${functionArn}")${topics} already exists.`
      : `The ${source} and function (" ${functionArn.split(':')[6]} ") provided mapping already exists.`;
  throw conflict(`${what} Please update or delete the existing mapping with UUID ${again.uuid}`);
}

function readsSame(it: EventSourceMappingConfiguration, request: CreateEventSourceMappingRequest): boolean {
  if (request.EventSourceArn !== undefined) return it.EventSourceArn === request.EventSourceArn;
  const [servers, topics] = [new Set(serversOf(it)), new Set(it.Topics)];
  return (
    serversOf(request).some((server) => servers.has(server)) && (request.Topics ?? []).some((it) => topics.has(it))
  );
}

const serversOf = ({ SelfManagedEventSource }: Pick<EventSourceMappingConfiguration, 'SelfManagedEventSource'>) =>
  Object.values(SelfManagedEventSource?.Endpoints ?? {}).flat();
