import type { OperationFamily } from '../../operation.js';
import { addPermission, getPolicy, removePermission } from './permissions.js';

export const permissions: OperationFamily = {
  name: 'Permissions: stored and returned; function URLs heed them',
  operations: [addPermission, removePermission, getPolicy],
};
