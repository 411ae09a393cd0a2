import type { Actor } from '../../actor.js';
import { absent } from '../../expectation.js';
import type { Scenario } from '../../scenario.js';
import { BESIDE_THE_POINT } from '../refusals.js';
import { invalidParameter, noGroup, notFound, refusal } from './refusals.js';

export const groups: Scenario = {
  name: 'groups',
  async run({ logs, region }) {
    const logGroupName = '/aws/lambda/grouped';
    const group = { logGroupName };
    const stream = { logGroupName, logStreamName: 'stream' };
    const arn = `arn:aws:logs:${region}:000000000000:log-group:${logGroupName}`;
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
    await logs.answers('CreateLogStream', stream);
    await logs.refuses(
      'CreateLogStream',
      stream,
      refusal('ResourceAlreadyExistsException', 'The specified log stream already exists'),
    );
    await logs.refuses('CreateLogStream', { ...stream, logGroupName: 'none' }, noGroup);
    await logs.answers('DescribeLogStreams', group, {
      logStreams: [
        { logStreamName: 'stream', arn: `${arn}:log-stream:stream`, storedBytes: 0, lastEventTimestamp: absent },
      ],
    });
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
    await logs.answers('DeleteLogStream', stream);
    await logs.refuses('DeleteLogStream', stream, notFound('The specified log stream does not exist.'));
    await logs.answers('DeleteLogGroup', group);
    await logs.refuses('DeleteLogGroup', group, noGroup);
  },
};

export const groupSettings: Scenario = {
  name: 'settings',
  without: { aws: BESIDE_THE_POINT },
  async run(actor) {
    const { logs, region } = actor;
    const logGroupName = 'changed';
    const group = { logGroupName };
    const identifier = `arn:aws:logs:${region}:000000000000:log-group:${logGroupName}`;
    const shows = (expected: object) =>
      logs.answers('DescribeLogGroups', {}, { logGroups: [{ logGroupName, ...expected }] });
    await logs.answers('CreateLogGroup', group);
    await logs.answers('PutRetentionPolicy', { ...group, retentionInDays: 7 });
    await shows({ retentionInDays: 7 });
    await logs.refuses(
      'PutRetentionPolicy',
      { ...group, retentionInDays: 2 },
      invalidParameter(
        /^1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: \[/,
      ),
    );
    await logs.refuses('PutRetentionPolicy', { logGroupName: 'none', retentionInDays: 7 }, noGroup);
    await logs.answers('DeleteRetentionPolicy', group);
    await shows({ retentionInDays: absent });
    await logs.answers('AssociateKmsKey', { ...group, kmsKeyId: 'arn:aws:kms:us-east-1:000000000000:key/1' });
    await shows({ kmsKeyId: 'arn:aws:kms:us-east-1:000000000000:key/1' });
    await logs.answers('DisassociateKmsKey', group);
    await shows({ kmsKeyId: absent });
    await logs.answers('PutLogGroupDeletionProtection', {
      logGroupIdentifier: identifier,
      deletionProtectionEnabled: true,
    });
    await logs.refuses('DeleteLogGroup', group, refusal('ValidationException', /./));
    await logs.answers('PutLogGroupDeletionProtection', {
      logGroupIdentifier: identifier,
      deletionProtectionEnabled: false,
    });
    await logs.answers(
      'ListLogGroups',
      { logGroupNamePattern: '^cha' },
      { logGroups: [{ logGroupName, logGroupArn: identifier }] },
    );
    await ofTags(actor, logGroupName, identifier);
    await logs.answers('DeleteLogGroup', group);
  },
};

/** Two generations of operations, and the same tags. */
async function ofTags({ logs }: Actor, logGroupName: string, resourceArn: string): Promise<void> {
  await logs.answers('TagResource', { resourceArn, tags: { a: '1', b: '2' } });
  await logs.answers('TagLogGroup', { logGroupName, tags: { c: '3', d: '4' } });
  await logs.answers('UntagLogGroup', { logGroupName, tags: ['a'] });
  await logs.answers('UntagResource', { resourceArn, tagKeys: ['d'] });
  await logs.answers('ListTagsLogGroup', { logGroupName }, { tags: { b: '2', c: '3', a: absent, d: absent } });
  await logs.answers('ListTagsForResource', { resourceArn }, { tags: { b: '2', c: '3', a: absent, d: absent } });
  await logs.refuses('ListTagsLogGroup', { logGroupName: 'none' }, noGroup);
  await logs.refuses('TagLogGroup', { logGroupName: 'none', tags: { a: '1' } }, noGroup);
  await logs.refuses('ListTagsForResource', { resourceArn: resourceArn.replace(logGroupName, 'none') }, notFound(/./));
}
