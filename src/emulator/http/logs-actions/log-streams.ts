import type { CreateLogStreamRequest, DeleteLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { alreadyExists, noSuchStream } from './errors.js';
import { regionOf, requireGroup } from './lookup.js';

export const createLogStream = logsOperation<CreateLogStreamRequest, object>('CreateLogStream', (input, context) => {
  const { logGroupName, logStreamName = '' } = input;
  const group = requireGroup(context, logGroupName);
  if (group.streams.has(logStreamName)) throw alreadyExists('The specified log stream already exists');
  group.addStream(logStreamName, regionOf(context).clock.epoch());
  return {};
});

export const deleteLogStream = logsOperation<DeleteLogStreamRequest, object>('DeleteLogStream', (input, context) => {
  const { logGroupName, logStreamName = '' } = input;
  const group = requireGroup(context, logGroupName);
  if (!group.streams.has(logStreamName)) throw noSuchStream();
  group.deleteStream(logStreamName);
  return {};
});
