import type {
  CancelExportTaskRequest,
  CreateExportTaskRequest,
  CreateExportTaskResponse,
  DescribeExportTasksRequest,
  DescribeExportTasksResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { invalidParameter, resourceNotFound } from './errors.js';
import { requireGroup } from './lookup.js';

/** There is no S3 beside the emulator, so that no bucket is ever there. */
export const createExportTask = logsOperation<CreateExportTaskRequest, CreateExportTaskResponse>(
  'CreateExportTask',
  ({ logGroupName }, context) => {
    requireGroup(context, logGroupName);
    throw invalidParameter('The given bucket does not exist. Please make sure the bucket is valid.');
  },
);

export const describeExportTasks = logsOperation<DescribeExportTasksRequest, DescribeExportTasksResponse>(
  'DescribeExportTasks',
  () => ({ exportTasks: [] }),
);

export const cancelExportTask = logsOperation<CancelExportTaskRequest, object>('CancelExportTask', () => {
  throw resourceNotFound('The specified export task does not exist.');
});
