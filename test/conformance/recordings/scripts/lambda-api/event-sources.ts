import type { CreateEventSourceMappingRequest, EventSourcePosition } from '@aws-sdk/client-lambda';
import { ACCOUNT, REGION } from '../../compare/rules.js';
import { script } from '../../script.js';
import { createUsual, until } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

type Mapping = Partial<CreateEventSourceMappingRequest>;
const INVALID = 'invalid' as EventSourcePosition;

/** Nobody reads the stream here: what is recorded is the mapping, and of the stream its ARN alone. */
function streamArn(stage: Stage): string {
  const table = uniqueName('table-');
  const label = '2025-11-25T02:47:33.123';
  stage.replace(table, '<table-name>');
  stage.replace(label, '<stream-name>');
  return `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}/stream/${label}`;
}

async function creatorOf(stage: Stage) {
  const FunctionName = uniqueName('lambda_func-');
  await createUsual(stage, FunctionName);
  return (step: string, settings: Mapping) =>
    stage.record(step, stage.lambda.createEventSourceMapping({ FunctionName, ...settings }));
}

async function selfManaged(stage: Stage): Promise<void> {
  const create = await creatorOf(stage);
  const secret = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${uniqueName('secret-')}`;
  const servers = (...KAFKA_BOOTSTRAP_SERVERS: string[]): Mapping => ({
    SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS } },
    SourceAccessConfigurations: [{ Type: 'BASIC_AUTH', URI: secret }],
  });
  const { SelfManagedEventSource } = servers('kafka:1000');
  await create('missing-source-access-configuration', { Topics: ['topic'], SelfManagedEventSource });
  await create('event-source-mapping-default', { ...servers('kafka:1000'), Topics: ['topic'] });
  await create('duplicate-source', { ...servers('kafka:1000'), Topics: ['topic'] });
  await create('event-source-mapping-values', {
    ...servers('kafka:1000'),
    BatchSize: 1,
    SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: 'random_id' },
    StartingPosition: 'LATEST',
    Topics: ['topic_2'],
  });
  await create('multiple-duplicate-source', { ...servers('kafka:1000', 'kafka:2000'), Topics: ['topic'] });
}

async function lifecycle(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const create = await creatorOf(stage);
  const { UUID = '' } = await create('create_response', {
    EventSourceArn: streamArn(stage),
    DestinationConfig: { OnFailure: { Destination: `arn:aws:sqs:${REGION}:${ACCOUNT}:${uniqueName('queue-')}` } },
    BatchSize: 1,
    StartingPosition: 'TRIM_HORIZON',
    MaximumBatchingWindowInSeconds: 1,
    MaximumRetryAttempts: 1,
  });
  await until(async () => (await lambda.getEventSourceMapping({ UUID })).State !== 'Creating');
  await stage.record('get_response', lambda.getEventSourceMapping({ UUID }));
  await stage.record('delete_response', lambda.deleteEventSourceMapping({ UUID }));
}

export const eventSourceScripts = [
  script('TestLambdaEventSourceMappings::test_event_source_mapping_lifecycle', lifecycle),
  script('TestLambdaEventSourceMappings::test_create_event_source_self_managed', selfManaged),
  script('TestLambdaEventSourceMappings::test_create_event_source_validation', async (stage) => {
    const create = await creatorOf(stage);
    const EventSourceArn = streamArn(stage);
    await create('no_starting_position', { EventSourceArn });
    await create('invalid_starting_position', { EventSourceArn, StartingPosition: INVALID });
    const StartingPosition = 'AT_TIMESTAMP';
    const settings = { EventSourceArn, StartingPosition, StartingPositionTimestamp: new Date(1_741_010_802_000) };
    await create('incompatible_starting_position', settings as Mapping);
  }),
  script('TestLambdaEventSourceMappings::test_create_event_source_validation_kinesis', async (stage) => {
    const create = await creatorOf(stage);
    const EventSourceArn = `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${uniqueName('stream-')}`;
    await create('no_starting_position', { EventSourceArn });
    await create('invalid_starting_position', { EventSourceArn, StartingPosition: INVALID });
  }),
  script('TestLambdaTag::test_create_tag_on_esm_create', async (stage) => {
    const { lambda } = stage;
    const FunctionName = uniqueName('fn-');
    const testtag = uniqueName('tag-');
    stage.replace(testtag, '<custom-tag>');
    await createUsual(stage, FunctionName);
    const EventSourceArn = `arn:aws:sqs:${REGION}:${ACCOUNT}:${uniqueName('queue-')}`;
    const created = await lambda.createEventSourceMapping({ FunctionName, EventSourceArn, Tags: { testtag } });
    const found = await lambda.getEventSourceMapping({ UUID: created.UUID });
    const Resource = found.EventSourceMappingArn;
    stage.note('get_event_source_mapping_with_tag', Resource !== undefined);
    await stage.record('list_tags_result', lambda.listTags({ Resource }));
  }),
];
