import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { SAMPLE_EVENT_KINDS, type SampleEventKind, sampleEvent } from '../../src/scenario/index.js';
import { scenarioErrorOf } from './helpers.js';

/** Keys that functions rely on, by path, as AWS documents them; of batches, in the last record. */
const REQUIRED: Readonly<Record<SampleEventKind, string>> = {
  'api-gateway-v1':
    'resource path httpMethod headers.Host multiValueHeaders.Host queryStringParameters multiValueQueryStringParameters ' +
    'pathParameters stageVariables requestContext.identity.sourceIp requestContext.requestTimeEpoch body isBase64Encoded',
  'api-gateway-v2':
    'version routeKey rawPath rawQueryString cookies headers.host queryStringParameters requestContext.http.method ' +
    'requestContext.requestId requestContext.stage requestContext.timeEpoch body isBase64Encoded',
  'function-url':
    'version routeKey rawPath rawQueryString headers.host requestContext.http.method requestContext.domainName body',
  sqs:
    'messageId receiptHandle body attributes.ApproximateReceiveCount attributes.SentTimestamp attributes.SenderId ' +
    'attributes.ApproximateFirstReceiveTimestamp messageAttributes md5OfBody eventSource eventSourceARN awsRegion',
  sns:
    'EventSource EventVersion EventSubscriptionArn Sns.Type Sns.MessageId Sns.TopicArn Sns.Subject Sns.Message ' +
    'Sns.Timestamp Sns.SignatureVersion Sns.Signature Sns.SigningCertUrl Sns.UnsubscribeUrl Sns.MessageAttributes',
  s3:
    'eventVersion eventSource awsRegion eventTime eventName userIdentity.principalId requestParameters.sourceIPAddress ' +
    'responseElements.x-amz-request-id s3.s3SchemaVersion s3.bucket.name s3.bucket.arn s3.object.key s3.object.size ' +
    's3.object.eTag s3.object.sequencer',
  kinesis:
    'kinesis.partitionKey kinesis.sequenceNumber kinesis.data kinesis.approximateArrivalTimestamp ' +
    'kinesis.kinesisSchemaVersion eventSource eventVersion eventID eventName invokeIdentityArn awsRegion eventSourceARN',
  'dynamodb-streams':
    'eventID eventName eventVersion eventSource awsRegion dynamodb.Keys.Id.N dynamodb.SequenceNumber dynamodb.SizeBytes ' +
    'dynamodb.StreamViewType dynamodb.ApproximateCreationDateTime eventSourceARN',
  eventbridge: 'version id detail-type source account time region resources detail.state',
  cloudtrail:
    'version id detail-type source account time region resources detail.eventVersion detail.userIdentity.arn ' +
    'detail.eventSource detail.eventName detail.requestParameters detail.responseElements detail.eventID detail.eventType',
  scheduled: 'version id detail-type source account time region resources detail',
};

const BATCHES = ['sqs', 's3', 'kinesis', 'dynamodb-streams'] as const;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const at = (value: unknown, path: string) =>
  path.split('.').reduce<unknown>((inside, key) => (isRecord(inside) ? inside[key] : undefined), value);

function recordsOf(event: object): readonly unknown[] {
  const records = at(event, 'Records');
  return Array.isArray(records) ? records : [event];
}

for (const kind of SAMPLE_EVENT_KINDS) {
  test(`${kind} has all that AWS sends, and is the same each time`, () => {
    const record = recordsOf(sampleEvent(kind)).at(-1);
    for (const path of REQUIRED[kind].split(' ')) assert.notEqual(at(record, path), undefined, `${kind}: ${path}`);
    assert.deepEqual(sampleEvent(kind), sampleEvent(kind));
    assert.deepEqual(JSON.parse(JSON.stringify(sampleEvent(kind))), sampleEvent(kind));
  });
}

for (const kind of BATCHES) {
  test(`a batch of ${kind} has records with ids of their own`, () => {
    const records = recordsOf(sampleEvent(kind, 500));
    const id = { sqs: 'messageId', s3: 's3.object.key', kinesis: 'eventID', 'dynamodb-streams': 'eventID' }[kind];
    assert.equal(records.length, 500);
    assert.equal(new Set(records.map((record) => at(record, id))).size, 500);
    assert.deepEqual(records.slice(0, 7), recordsOf(sampleEvent(kind, 7)));
  });
}

test('10,000 messages of SQS fit into the 6 MB that Lambda takes', () => {
  assert.ok(JSON.stringify(sampleEvent('sqs', 10_000)).length < 6 * 1_048_576);
});

test('an SQS message is as long as its checksum says', () => {
  for (const message of recordsOf(sampleEvent('sqs', 3))) {
    assert.equal(
      at(message, 'md5OfBody'),
      createHash('md5')
        .update(String(at(message, 'body')))
        .digest('hex'),
    );
  }
});

test('the data of Kinesis is base64, its sequence numbers have 56 digits and grow', () => {
  const records = recordsOf(sampleEvent('kinesis', 3)).map((record) => at(record, 'kinesis'));
  const data = records.map((it) => Buffer.from(String(at(it, 'data')), 'base64').toString());
  assert.deepEqual(data, ['Record 1.', 'Record 2.', 'Record 3.']);
  const numbers = records.map((it) => String(at(it, 'sequenceNumber')));
  assert.ok(numbers.every((it) => /^\d{56}$/.test(it)));
  assert.deepEqual(numbers, [...numbers].sort());
});

test('a removed item of DynamoDB has no new image, an inserted one no old image', () => {
  for (const record of recordsOf(sampleEvent('dynamodb-streams', 6))) {
    const name = at(record, 'eventName');
    assert.equal(at(record, 'dynamodb.NewImage') === undefined, name === 'REMOVE');
    assert.equal(at(record, 'dynamodb.OldImage') === undefined, name === 'INSERT');
  }
});

test('an unknown kind lists the known ones, a batch size that does not fit says which does', async () => {
  const unknown = await scenarioErrorOf(() => sampleEvent('dynamodb-stream'));
  assert.match(unknown.message, /^event: got "dynamodb-stream"; expected one of api-gateway-v1, .* \(did you mean/);
  const batch = await scenarioErrorOf(() => sampleEvent('sns', 2));
  assert.equal(batch.message, 'batchSize: got 2 for sns; expected 1, as this event is never a batch');
  await scenarioErrorOf(() => sampleEvent('sqs', 10_001));
  await scenarioErrorOf(() => sampleEvent('sqs', 1.5));
});
