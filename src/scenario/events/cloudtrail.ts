import { envelope } from './eventbridge.js';
import { ACCOUNT, EPOCH_MS, REGION, type SampleEvent, uuid } from './sample.js';

const time = new Date(EPOCH_MS).toISOString().replace('.000Z', 'Z');
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:exampletopic`;

const call = {
  eventVersion: '1.02',
  userIdentity: {
    type: 'Root',
    principalId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    accountId: ACCOUNT,
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    sessionContext: { attributes: { mfaAuthenticated: 'false', creationDate: time } },
  },
  eventTime: time,
  eventSource: 'sns.amazonaws.com',
  eventName: 'CreateTopic',
  awsRegion: REGION,
  sourceIPAddress: '205.251.233.176',
  userAgent: 'console.amazonaws.com',
  requestParameters: { name: 'exampletopic' },
  responseElements: { topicArn: TOPIC },
  requestID: uuid('cloudtrail request'),
  eventID: uuid('cloudtrail event'),
  eventType: 'AwsApiCall',
  recipientAccountId: ACCOUNT,
};

/**
 * CloudTrail invokes no function itself: an API call reaches one by EventBridge, the record in its `detail`. Record:
 * Developer Guide, "Using AWS Lambda with AWS CloudTrail"; envelope: EventBridge User Guide, "AWS service events
 * delivered via AWS CloudTrail".
 */
export const cloudtrail: SampleEvent = {
  maxBatch: 1,
  make: () => envelope('aws.sns', 'AWS API Call via CloudTrail', [], call),
};
