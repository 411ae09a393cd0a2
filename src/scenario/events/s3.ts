import { EPOCH_MS, hex, REGION, records, type SampleEvent } from './sample.js';

const created = (index: number): object => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion: REGION,
  eventTime: new Date(EPOCH_MS + index).toISOString(),
  eventName: 'ObjectCreated:Put',
  userIdentity: { principalId: 'AWS:AIDAINPONIXQXHT3IKHL2' },
  requestParameters: { sourceIPAddress: '205.255.255.255' },
  responseElements: {
    'x-amz-request-id': hex(`s3 request ${index}`, 16).toUpperCase(),
    'x-amz-id-2': Buffer.from(hex(`s3 id ${index}`, 48)).toString('base64'),
  },
  s3: {
    s3SchemaVersion: '1.0',
    configurationId: '828aa6fc-f7b5-4305-8584-487c791949c1',
    bucket: {
      name: 'amzn-s3-demo-bucket',
      ownerIdentity: { principalId: 'A3I5XTEXAMAI3E' },
      arn: 'arn:aws:s3:::amzn-s3-demo-bucket',
    },
    object: {
      key: `uploads/photo-${index + 1}.jpg`,
      size: 1_305_107,
      eTag: hex(`s3 tag ${index}`, 32),
      sequencer: hex(`s3 sequencer ${index}`, 18).toUpperCase(),
    },
  },
});

/**
 * Shape: Developer Guide, "Process Amazon S3 event notifications with Lambda". S3 sends one record in an event, but
 * documents a list; what relays its events makes it longer.
 */
export const s3: SampleEvent = { maxBatch: 10_000, make: (batchSize) => records(batchSize, created) };
