import type { OperationFamily } from '../../operation.js';
import {
  deleteFunctionEventInvokeConfig,
  getFunctionEventInvokeConfig,
  listFunctionEventInvokeConfigs,
  putFunctionEventInvokeConfig,
  updateFunctionEventInvokeConfig,
} from './event-invoke-config.js';
import { invokeAsync } from './invoke-async.js';

export const eventInvoke: OperationFamily = {
  name: 'Asynchronous invocation',
  operations: [
    putFunctionEventInvokeConfig,
    updateFunctionEventInvokeConfig,
    getFunctionEventInvokeConfig,
    deleteFunctionEventInvokeConfig,
    listFunctionEventInvokeConfigs,
    invokeAsync,
  ],
};
