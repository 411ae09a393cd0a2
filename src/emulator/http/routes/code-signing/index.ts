import type { OperationFamily } from '../../operation.js';
import {
  createCodeSigningConfig,
  deleteCodeSigningConfig,
  getCodeSigningConfig,
  listCodeSigningConfigs,
  listFunctionsByCodeSigningConfig,
  updateCodeSigningConfig,
} from './configs.js';
import {
  deleteFunctionCodeSigningConfig,
  getFunctionCodeSigningConfig,
  putFunctionCodeSigningConfig,
} from './of-function.js';

export const codeSigning: OperationFamily = {
  name: 'Code signing: stored, nothing is verified',
  operations: [
    createCodeSigningConfig,
    getCodeSigningConfig,
    updateCodeSigningConfig,
    deleteCodeSigningConfig,
    listCodeSigningConfigs,
    listFunctionsByCodeSigningConfig,
    putFunctionCodeSigningConfig,
    getFunctionCodeSigningConfig,
    deleteFunctionCodeSigningConfig,
  ],
};
