import { ACCOUNT, EPOCH_MS, hex, REGION, records, type SampleEvent, uuid } from './sample.js';

const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:my-topic`;
const SUBSCRIPTION = `${TOPIC}:${uuid('sns subscription')}`;

const notification = (index: number): object => ({
  EventVersion: '1.0',
  EventSubscriptionArn: SUBSCRIPTION,
  EventSource: 'aws:sns',
  Sns: {
    SignatureVersion: '1',
    Timestamp: new Date(EPOCH_MS + index).toISOString(),
    Signature: Buffer.from(hex(`sns signature ${index}`, 32)).toString('base64'),
    SigningCertUrl: `https://sns.${REGION}.amazonaws.com/SimpleNotificationService-${hex('sns certificate', 32)}.pem`,
    MessageId: uuid(`sns ${index}`),
    Message: 'Hello from SNS!',
    MessageAttributes: {
      Test: { Type: 'String', Value: 'TestString' },
      TestBinary: { Type: 'Binary', Value: 'VGVzdEJpbmFyeQ==' },
    },
    Type: 'Notification',
    UnsubscribeUrl: `https://sns.${REGION}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${SUBSCRIPTION}`,
    TopicArn: TOPIC,
    Subject: 'TestInvoke',
  },
});

/** Shape: Developer Guide, "Invoking Lambda functions with Amazon SNS notifications". A list that always has one. */
export const sns: SampleEvent = { maxBatch: 1, make: (batchSize) => records(batchSize, notification) };
