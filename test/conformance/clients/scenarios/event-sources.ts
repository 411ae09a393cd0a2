import { type Actor, until } from '../actor.js';
import { absent } from '../expectation.js';
import type { Scenario } from '../scenario.js';
import { BESIDE_THE_POINT, conflict, invalidParameter, notFound } from './refusals.js';

const FunctionName = 'fed';

const queueOf = (region: string) => ({ FunctionName, EventSourceArn: `arn:aws:sqs:${region}:000000000000:queue` });
const streamOf = (region: string) => ({
  FunctionName,
  EventSourceArn: `arn:aws:dynamodb:${region}:000000000000:table/t/stream/2026-01-01T00:00:00.000`,
});

export const eventSources: Scenario = {
  name: 'sources',
  without: { aws: BESIDE_THE_POINT },
  async run(actor) {
    const uuid = await queues(actor);
    await streams(actor, uuid);
    await refused(actor, uuid);
    await notThere(actor);
    await deleted(actor, uuid);
  },
};

/** @returns the UUID of the mapping. */
async function queues({ lambda, givenFunction, functionArn, region }: Actor): Promise<string> {
  await givenFunction(FunctionName);
  const queue = queueOf(region);
  const { UUID = '' } = await lambda.answers(
    'CreateEventSourceMapping',
    { ...queue, Tags: { team: 'kelvin' } },
    {
      UUID: /^[0-9a-f-]{36}$/,
      EventSourceArn: queue.EventSourceArn,
      FunctionArn: functionArn(FunctionName),
      EventSourceMappingArn: /:event-source-mapping:[0-9a-f-]{36}$/,
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
      State: 'Creating',
      StateTransitionReason: 'USER_INITIATED',
      StartingPosition: absent,
      LastModified: (it) => Math.abs(Date.parse(String(it)) - Date.now()) < 3_600_000,
    },
  );
  const reaches = (wanted: string) =>
    until(
      () => lambda.answers('GetEventSourceMapping', { UUID }),
      ({ State }) => State === wanted,
    );
  await reaches('Enabled');
  await lambda.answers(
    'ListTags',
    { Resource: `arn:aws:lambda:${region}:000000000000:event-source-mapping:${UUID}` },
    { Tags: { team: 'kelvin' } },
  );
  await lambda.answers(
    'UpdateEventSourceMapping',
    { UUID, BatchSize: 5, Enabled: false },
    { BatchSize: 5, State: 'Disabling' },
  );
  await reaches('Disabled');
  return UUID;
}

async function streams({ lambda, functionArn, region }: Actor, UUID: string): Promise<void> {
  const stream = streamOf(region);
  const { UUID: second = '' } = await lambda.answers(
    'CreateEventSourceMapping',
    { ...stream, StartingPosition: 'LATEST' },
    {
      BatchSize: 100,
      BisectBatchOnFunctionError: false,
      MaximumRecordAgeInSeconds: -1,
      MaximumRetryAttempts: -1,
      ParallelizationFactor: 1,
      StartingPosition: 'LATEST',
      LastProcessingResult: 'No records processed',
      StateTransitionReason: 'User action',
    },
  );
  await lambda.answers('ListEventSourceMappings', {}, { EventSourceMappings: [{ UUID }, { UUID: second }] });
  await lambda.answers(
    'ListEventSourceMappings',
    { EventSourceArn: stream.EventSourceArn },
    { EventSourceMappings: [{ UUID: second }] },
  );
  await lambda.answers(
    'ListEventSourceMappings',
    { FunctionName: functionArn(FunctionName) },
    { EventSourceMappings: [{ UUID }, { UUID: second }] },
  );
}

async function refused({ lambda, region }: Actor, UUID: string): Promise<void> {
  const [queue, stream] = [queueOf(region), streamOf(region)];
  await lambda.refuses(
    'CreateEventSourceMapping',
    queue,
    conflict(
      `The event source arn (" ${queue.EventSourceArn} ") and function (" ${FunctionName} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${UUID}`,
    ),
  );
  await lambda.refuses(
    'CreateEventSourceMapping',
    stream,
    invalidParameter(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    ),
  );
  await lambda.refuses(
    'CreateEventSourceMapping',
    { ...stream, StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: new Date(0) },
    invalidParameter(`Unsupported starting position for arn type: ${stream.EventSourceArn}`),
  );
  await lambda.refuses(
    'CreateEventSourceMapping',
    { ...queue, FunctionName: 'nobody' },
    invalidParameter('Function does not exist'),
  );
  await lambda.refuses('CreateEventSourceMapping', { FunctionName }, invalidParameter('Unrecognized event source.'));
}

async function notThere({ lambda }: Actor): Promise<void> {
  const gone = notFound('The resource you requested does not exist.');
  const nothing = { UUID: '01234567-89ab-cdef-0123-456789abcdef' };
  await lambda.refuses('GetEventSourceMapping', nothing, gone);
  await lambda.refuses('UpdateEventSourceMapping', { ...nothing, BatchSize: 1 }, gone);
  await lambda.refuses('DeleteEventSourceMapping', nothing, gone);
}

async function deleted({ lambda }: Actor, UUID: string): Promise<void> {
  await lambda.answers('DeleteEventSourceMapping', { UUID }, { State: 'Deleting', UUID });
  await until(
    () => lambda.answers('ListEventSourceMappings', {}),
    ({ EventSourceMappings = [] }) => EventSourceMappings.length === 1,
  );
}
