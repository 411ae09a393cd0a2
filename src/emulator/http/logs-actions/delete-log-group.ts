import type { DeleteLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { logsError } from './errors.js';
import { regionOf, requireGroup } from './lookup.js';

export const deleteLogGroup = logsOperation<DeleteLogGroupRequest, object>('DeleteLogGroup', (input, context) => {
  const group = requireGroup(context, input.logGroupName);
  if (group.settings.deletionProtectionEnabled) {
    // The error's name is the model's; its text is not known.
    throw logsError('ValidationException', 'The specified log group has deletion protection enabled.');
  }
  regionOf(context).deleteGroup(group);
  return {};
});
