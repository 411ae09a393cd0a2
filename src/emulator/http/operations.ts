import type { Operation } from './operation.js';
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from './routes/aliases/aliases.js';
import { createFunction } from './routes/functions/create-function.js';
import { deleteFunction } from './routes/functions/delete-function.js';
import { getFunction, getFunctionConfiguration } from './routes/functions/get-function.js';
import { listFunctions, listVersionsByFunction } from './routes/functions/list-functions.js';
import { publishVersion } from './routes/functions/publish-version.js';
import { updateFunctionCode } from './routes/functions/update-function-code.js';
import { updateFunctionConfiguration } from './routes/functions/update-function-configuration.js';
import { listTags, tagResource, untagResource } from './routes/tags/tags.js';

/** Every operation of Lambda that the emulator answers, Invoke apart, which has a way of its own. */
export const lambdaOperations: readonly Operation[] = [
  ...[createFunction, getFunction, getFunctionConfiguration, updateFunctionCode, updateFunctionConfiguration],
  ...[deleteFunction, listFunctions, publishVersion, listVersionsByFunction],
  ...[createAlias, getAlias, updateAlias, deleteAlias, listAliases],
  ...[tagResource, untagResource, listTags],
];

/** Every operation of CloudWatch Logs that the emulator answers. */
export const logsOperations: readonly Operation[] = [];
