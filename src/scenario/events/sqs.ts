import { createHash } from 'node:crypto';
import { ACCOUNT, EPOCH_MS, hex, REGION, records, type SampleEvent, uuid } from './sample.js';

function message(index: number): object {
  const body = `Message ${index + 1}.`;
  return {
    messageId: uuid(`sqs ${index}`),
    // Real handles have some 400 characters; AWS's own samples cut them short, and 10,000 records stay below 6 MB.
    receiptHandle: `AQEB${hex(`sqs handle ${index}`, 32)}`,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(EPOCH_MS + index),
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      ApproximateFirstReceiveTimestamp: String(EPOCH_MS + index + 8),
    },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${REGION}:${ACCOUNT}:my-queue`,
    awsRegion: REGION,
  };
}

/** Shape: Developer Guide, "Using Lambda with Amazon SQS". Up to 10,000 messages of a standard queue. */
export const sqs: SampleEvent = { maxBatch: 10_000, make: (batchSize) => records(batchSize, message) };
