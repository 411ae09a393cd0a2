import { ACCOUNT, EPOCH_MS, hex, REGION, records, type SampleEvent } from './sample.js';

const NAMES = ['INSERT', 'MODIFY', 'REMOVE'] as const;

function change(index: number): object {
  const name = NAMES[index % NAMES.length] ?? 'INSERT';
  const Keys = { Id: { N: String(101 + Math.floor(index / NAMES.length)) } };
  const image = (message: string) => ({ Message: { S: message }, ...Keys });
  const old = image(name === 'MODIFY' ? 'New item!' : 'This item has changed');
  return {
    eventID: hex(`dynamodb ${index}`, 32),
    eventName: name,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb: {
      ApproximateCreationDateTime: EPOCH_MS / 1000 + index,
      Keys,
      ...(name === 'REMOVE' ? {} : { NewImage: image(name === 'INSERT' ? 'New item!' : 'This item has changed') }),
      ...(name === 'INSERT' ? {} : { OldImage: old }),
      SequenceNumber: `44215845000000000174504${index + 10_000_000}`,
      SizeBytes: { INSERT: 26, MODIFY: 59, REMOVE: 38 }[name],
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/ExampleTable/stream/2026-01-15T00:00:00.000`,
  };
}

/** Shape: Developer Guide, "Using AWS Lambda with Amazon DynamoDB"; at most 10,000 records. */
export const dynamodbStreams: SampleEvent = { maxBatch: 10_000, make: (batchSize) => records(batchSize, change) };
