import type { OperationFamily } from '../../operation.js';
import {
  getFunctionRecursionConfig,
  getRuntimeManagementConfig,
  putFunctionRecursionConfig,
  putRuntimeManagementConfig,
} from './management.js';

export const management: OperationFamily = {
  name: 'Runtime management and recursion: stored',
  operations: [
    putFunctionRecursionConfig,
    getFunctionRecursionConfig,
    putRuntimeManagementConfig,
    getRuntimeManagementConfig,
  ],
};
