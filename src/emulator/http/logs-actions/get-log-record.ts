import type { GetLogRecordRequest, GetLogRecordResponse } from '@aws-sdk/client-cloudwatch-logs';
import { ACCOUNT_ID } from '../../functions/function-name.js';
import { discover } from '../../logs/insights/index.js';
import { readPointer } from '../../logs/pointer.js';
import { logsOperation } from '../operation.js';
import { invalidParameter, resourceNotFound } from './errors.js';
import { requireGroup } from './lookup.js';

/** All fields of one event that a query has found, times in milliseconds (records of real logs, 2023-03). */
export const getLogRecord = logsOperation<GetLogRecordRequest, GetLogRecordResponse>(
  'GetLogRecord',
  ({ logRecordPointer = '' }, context) => {
    const found = readPointer(logRecordPointer);
    if (found === undefined) throw invalidParameter('Invalid logRecordPointer');
    const { timestamp, id } = found.position;
    const group = requireGroup(context, found.groupName);
    const event = group.events.between(timestamp, timestamp).find((it) => it.id === id);
    if (event === undefined) throw resourceNotFound('The specified log record does not exist.');
    return {
      logRecord: {
        ...Object.fromEntries(discover(event.message)),
        '@ingestionTime': String(event.ingestionTime),
        '@log': `${ACCOUNT_ID}:${group.name}`,
        '@logStream': event.stream,
        '@message': event.message,
        '@ptr': logRecordPointer,
        '@timestamp': String(event.timestamp),
      },
    };
  },
);
