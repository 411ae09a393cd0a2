import type { OperationFamily } from '../../operation.js';
import { createFunction } from './create-function.js';
import { deleteFunction } from './delete-function.js';
import { getFunction, getFunctionConfiguration } from './get-function.js';
import { listFunctions, listVersionsByFunction } from './list-functions.js';
import { publishVersion } from './publish-version.js';
import { updateFunctionCode } from './update-function-code.js';
import { updateFunctionConfiguration } from './update-function-configuration.js';

export const functions: OperationFamily = {
  name: 'Functions, code and versions',
  operations: [
    createFunction,
    getFunction,
    getFunctionConfiguration,
    updateFunctionCode,
    updateFunctionConfiguration,
    deleteFunction,
    listFunctions,
    publishVersion,
    listVersionsByFunction,
  ],
};
