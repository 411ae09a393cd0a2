import type { CreateLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { alreadyExists, invalidParameter } from './errors.js';
import { regionOf } from './lookup.js';

export const createLogGroup = logsOperation<CreateLogGroupRequest, object>('CreateLogGroup', (input, context) => {
  const { logGroupName: name = '', tags = {}, kmsKeyId, logGroupClass, deletionProtectionEnabled } = input;
  if (/^aws\//i.test(name)) throw invalidParameter('Log groups starting with AWS/ are reserved for AWS.');
  const region = regionOf(context);
  if (region.group(name) !== undefined) throw alreadyExists('The specified log group already exists');
  const group = region.createGroup(name);
  for (const [key, value] of Object.entries(tags)) group.tags.set(key, value);
  Object.assign(group.settings, {
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    ...(logGroupClass === undefined ? {} : { logGroupClass }),
    ...(deletionProtectionEnabled === undefined ? {} : { deletionProtectionEnabled }),
  });
  return {};
});
