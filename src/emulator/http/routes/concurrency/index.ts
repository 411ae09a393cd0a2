import type { OperationFamily } from '../../operation.js';
import { getAccountSettings } from './account-settings.js';
import { deleteFunctionConcurrency, getFunctionConcurrency, putFunctionConcurrency } from './function-concurrency.js';
import {
  deleteProvisionedConcurrencyConfig,
  getProvisionedConcurrencyConfig,
  listProvisionedConcurrencyConfigs,
  putProvisionedConcurrencyConfig,
} from './provisioned-concurrency.js';

export const concurrency: OperationFamily = {
  name: 'Reserved and provisioned concurrency, account settings',
  operations: [
    putFunctionConcurrency,
    getFunctionConcurrency,
    deleteFunctionConcurrency,
    getAccountSettings,
    putProvisionedConcurrencyConfig,
    getProvisionedConcurrencyConfig,
    deleteProvisionedConcurrencyConfig,
    listProvisionedConcurrencyConfigs,
  ],
};
