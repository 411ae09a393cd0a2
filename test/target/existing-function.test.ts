import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FunctionConfiguration, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { type Connection, readExisting } from '../../src/target/index.js';

const LATEST: FunctionConfiguration = {
  ...{ FunctionName: 'orders', CodeSha256: 'a', MemorySize: 512, Timeout: 7, Role: 'arn:aws:iam::1:role/orders' },
  VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
  SnapStart: { ApplyOn: 'PublishedVersions', OptimizationStatus: 'Off' },
};

/** The alias live beside `$LATEST`. */
async function read(live: FunctionConfiguration) {
  const send = async ({ input: { Qualifier } }: GetFunctionConfigurationCommand) =>
    Qualifier === 'live' ? { ...LATEST, ...live } : LATEST;
  const { differing, unreleased } = await readExisting(
    { control: { send } } as unknown as Connection,
    'orders',
    'live',
  );
  return { differing, unreleased };
}
const NOTHING = { differing: [], unreleased: [] };

test('a version differs from $LATEST by what somebody has set, not by how AWS tells of it', async () => {
  const told: FunctionConfiguration = {
    VpcConfig: { SubnetIds: ['subnet-2', 'subnet-1'], SecurityGroupIds: ['sg-1'], VpcId: '' },
    SnapStart: { ApplyOn: 'PublishedVersions', OptimizationStatus: 'On' },
    ...{ Environment: { Variables: {} }, Layers: [], DeadLetterConfig: {}, KMSKeyArn: '' },
    ...{ Description: 'released', MemorySize: 1024, Version: '7', State: 'Active' },
  };
  assert.deepEqual(await read(told), NOTHING);
});

const OTHERS: readonly (readonly [string, FunctionConfiguration])[] = [
  ['Role', { Role: 'arn:aws:iam::1:role/other' }],
  ['SnapStart', { SnapStart: { ApplyOn: 'None' } }],
  ['ImageConfigResponse', { ImageConfigResponse: { ImageConfig: { Command: ['other.handler'] } } }],
];
test('a function that has left its VPC is as one that was never in any', async () => {
  const outside = { SubnetIds: [], SecurityGroupIds: [], VpcId: '', Ipv6AllowedForDualStack: false };
  const { VpcConfig: _, ...never } = LATEST;
  const send = async ({ input: { Qualifier } }: GetFunctionConfigurationCommand) =>
    Qualifier === 'live' ? { ...never, VpcConfig: outside } : never;
  const connection = { control: { send } } as unknown as Connection;
  assert.deepEqual((await readExisting(connection, 'orders', 'live')).unreleased, []);
});

for (const [name, set] of OTHERS) {
  test(`a version of another ${name} is measured as what it is`, async () => {
    assert.deepEqual(await read(set), { differing: [name], unreleased: [name] });
  });
}

test('what does not bear on a measurement would be released with a version of $LATEST all the same', async () => {
  const live = { LoggingConfig: { LogFormat: 'Text' }, DeadLetterConfig: { TargetArn: 'arn:aws:sqs:queue' } } as const;
  assert.deepEqual(await read(live), { differing: [], unreleased: ['LoggingConfig', 'DeadLetterConfig'] });
});
