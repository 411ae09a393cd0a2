import type { Actor } from '../../actor.js';
import { absent } from '../../expectation.js';
import type { Scenario } from '../../scenario.js';
import { BESIDE_THE_POINT } from '../refusals.js';
import { invalidParameter, noGroup, notFound, refusal } from './refusals.js';

const logGroupName = '/aws/lambda/grouped';
const group = { logGroupName };
const stream = { logGroupName, logStreamName: 'stream' };

const arnIn = (region: string): string => `arn:aws:logs:${region}:000000000000:log-group:${logGroupName}`;

export const groups: Scenario = {
  name: 'groups',
  async run(actor) {
    await created(actor);
    await streams(actor);
    await described(actor);
    await deleted(actor);
  },
};

async function created({ logs, region }: Actor): Promise<void> {
  const arn = arnIn(region);
  await logs.answers('CreateLogGroup', { logGroupName, tags: { env: 'test' } });
  await logs.answers(
    'DescribeLogGroups',
    { logGroupNamePrefix: '/aws/lambda/' },
    {
      logGroups: [
        {
          logGroupName,
          arn: `${arn}:*`,
          logGroupArn: arn,
          logGroupClass: 'STANDARD',
          metricFilterCount: 0,
          storedBytes: 0,
          retentionInDays: absent,
          creationTime: (it) => Math.abs(Number(it) - Date.now()) < 3_600_000,
        },
      ],
    },
  );
  await logs.refuses(
    'CreateLogGroup',
    group,
    refusal('ResourceAlreadyExistsException', 'The specified log group already exists'),
  );
  await logs.refuses(
    'CreateLogGroup',
    { logGroupName: 'with a blank' },
    invalidParameter(
      /^1 validation error detected: Value 'with a blank' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    ),
  );
}

async function streams({ logs, region }: Actor): Promise<void> {
  await logs.answers('CreateLogStream', stream);
  await logs.refuses(
    'CreateLogStream',
    stream,
    refusal('ResourceAlreadyExistsException', 'The specified log stream already exists'),
  );
  await logs.refuses('CreateLogStream', { ...stream, logGroupName: 'none' }, noGroup);
  await logs.answers('DescribeLogStreams', group, {
    logStreams: [
      {
        logStreamName: 'stream',
        arn: `${arnIn(region)}:log-stream:stream`,
        storedBytes: 0,
        lastEventTimestamp: absent,
      },
    ],
  });
}

async function described({ logs }: Actor): Promise<void> {
  await logs.answers('CreateLogStream', { ...stream, logStreamName: 'another' });
  await logs.answers(
    'DescribeLogStreams',
    { ...group, logStreamNamePrefix: 'str' },
    { logStreams: [{ logStreamName: 'stream' }] },
  );
  await logs.answers(
    'DescribeLogStreams',
    { ...group, descending: true, limit: 1 },
    { logStreams: [{ logStreamName: 'stream' }] },
  );
  await logs.refuses('DescribeLogStreams', { logGroupName: 'none' }, noGroup);
  await logs.refuses(
    'DescribeLogGroups',
    { limit: 51 },
    invalidParameter(
      "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
    ),
  );
}

async function deleted({ logs }: Actor): Promise<void> {
  await logs.answers('DeleteLogStream', stream);
  await logs.refuses('DeleteLogStream', stream, notFound('The specified log stream does not exist.'));
  await logs.answers('DeleteLogGroup', group);
  await logs.refuses('DeleteLogGroup', group, noGroup);
}

const changed = { logGroupName: 'changed' };
const changedArn = (region: string): string => `arn:aws:logs:${region}:000000000000:log-group:${changed.logGroupName}`;

export const groupSettings: Scenario = {
  name: 'settings',
  without: { aws: BESIDE_THE_POINT },
  async run(actor) {
    await actor.logs.answers('CreateLogGroup', changed);
    await ofRetention(actor);
    await ofKeys(actor);
    await ofProtection(actor);
    await ofTags(actor);
    await actor.logs.answers('DeleteLogGroup', changed);
  },
};

async function ofRetention({ logs }: Actor): Promise<void> {
  await logs.answers('PutRetentionPolicy', { ...changed, retentionInDays: 7 });
  await logs.answers('DescribeLogGroups', {}, { logGroups: [{ ...changed, retentionInDays: 7 }] });
  await logs.refuses(
    'PutRetentionPolicy',
    { ...changed, retentionInDays: 2 },
    invalidParameter(
      /^1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    ),
  );
  await logs.refuses('PutRetentionPolicy', { logGroupName: 'none', retentionInDays: 7 }, noGroup);
  await logs.answers('DeleteRetentionPolicy', changed);
  await logs.answers('DescribeLogGroups', {}, { logGroups: [{ ...changed, retentionInDays: absent }] });
}

async function ofKeys({ logs, region }: Actor): Promise<void> {
  const kmsKeyId = `arn:aws:kms:${region}:000000000000:key/1`;
  await logs.answers('AssociateKmsKey', { ...changed, kmsKeyId });
  await logs.answers('DescribeLogGroups', {}, { logGroups: [{ ...changed, kmsKeyId }] });
  await logs.answers('DisassociateKmsKey', changed);
  await logs.answers('DescribeLogGroups', {}, { logGroups: [{ ...changed, kmsKeyId: absent }] });
}

async function ofProtection({ logs, region }: Actor): Promise<void> {
  const identifier = { logGroupIdentifier: changedArn(region) };
  await logs.answers('PutLogGroupDeletionProtection', { ...identifier, deletionProtectionEnabled: true });
  await logs.refuses('DeleteLogGroup', changed, refusal('ValidationException', /./));
  await logs.answers('PutLogGroupDeletionProtection', { ...identifier, deletionProtectionEnabled: false });
  const listed = { ...changed, logGroupArn: changedArn(region) };
  await logs.answers('ListLogGroups', { logGroupNamePattern: '^cha' }, { logGroups: [listed] });
}

/** Two generations of operations, and the same tags. */
async function ofTags({ logs, region }: Actor): Promise<void> {
  const resourceArn = changedArn(region);
  await logs.answers('TagResource', { resourceArn, tags: { a: '1', b: '2' } });
  await logs.answers('TagLogGroup', { ...changed, tags: { c: '3', d: '4' } });
  await logs.answers('UntagLogGroup', { ...changed, tags: ['a'] });
  await logs.answers('UntagResource', { resourceArn, tagKeys: ['d'] });
  await logs.answers('ListTagsLogGroup', changed, { tags: { b: '2', c: '3', a: absent, d: absent } });
  await logs.answers('ListTagsForResource', { resourceArn }, { tags: { b: '2', c: '3', a: absent, d: absent } });
  await logs.refuses('ListTagsLogGroup', { logGroupName: 'none' }, noGroup);
  await logs.refuses('TagLogGroup', { logGroupName: 'none', tags: { a: '1' } }, noGroup);
  await logs.refuses('ListTagsForResource', { resourceArn: `${resourceArn}-too` }, notFound(/./));
}
