import { ACCOUNT, EPOCH_MS, REGION, records, type SampleEvent } from './sample.js';

/** Sequence numbers of a shard have 56 digits and grow. */
const sequenceNumber = (index: number): string =>
  `4959033827149025660855969253836157109592157598${index + 1_000_000_000}`;

const record = (index: number): object => ({
  kinesis: {
    kinesisSchemaVersion: '1.0',
    partitionKey: String(index + 1),
    sequenceNumber: sequenceNumber(index),
    data: Buffer.from(`Record ${index + 1}.`).toString('base64'),
    approximateArrivalTimestamp: (EPOCH_MS + index) / 1000,
  },
  eventSource: 'aws:kinesis',
  eventVersion: '1.0',
  eventID: `shardId-000000000006:${sequenceNumber(index)}`,
  eventName: 'aws:kinesis:record',
  invokeIdentityArn: `arn:aws:iam::${ACCOUNT}:role/lambda-role`,
  awsRegion: REGION,
  eventSourceARN: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/lambda-stream`,
});

/** Shape: Developer Guide, "Using Lambda to process records from Amazon Kinesis Data Streams"; at most 10,000 records. */
export const kinesis: SampleEvent = { maxBatch: 10_000, make: (batchSize) => records(batchSize, record) };
