import { ACCOUNT, EPOCH_MS, REGION, type SampleEvent, uuid } from './sample.js';

/** What all events of EventBridge have around their detail (EventBridge User Guide, "Events in Amazon EventBridge"). */
export const envelope = (source: string, detailType: string, resources: readonly string[], detail: object): object => ({
  version: '0',
  id: uuid(`${source} ${detailType}`),
  'detail-type': detailType,
  source,
  account: ACCOUNT,
  time: new Date(EPOCH_MS).toISOString().replace('.000Z', 'Z'),
  region: REGION,
  resources,
  detail,
});

/** Shape: EventBridge User Guide, the EC2 state change that it explains events with. */
export const eventbridge: SampleEvent = {
  maxBatch: 1,
  make: () =>
    envelope(
      'aws.ec2',
      'EC2 Instance State-change Notification',
      [`arn:aws:ec2:${REGION}:${ACCOUNT}:instance/i-1234567890abcdef0`],
      { 'instance-id': 'i-1234567890abcdef0', state: 'terminated' },
    ),
};

/** Shape: Developer Guide, "Using AWS Lambda with Amazon EventBridge (CloudWatch Events)". */
export const scheduled: SampleEvent = {
  maxBatch: 1,
  make: () => envelope('aws.events', 'Scheduled Event', [`arn:aws:events:${REGION}:${ACCOUNT}:rule/my-schedule`], {}),
};
