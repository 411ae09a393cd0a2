import type { Operation } from './operation.js';
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from './routes/aliases/aliases.js';
import {
  createCodeSigningConfig,
  deleteCodeSigningConfig,
  getCodeSigningConfig,
  listCodeSigningConfigs,
  listFunctionsByCodeSigningConfig,
  updateCodeSigningConfig,
} from './routes/code-signing/configs.js';
import {
  deleteFunctionCodeSigningConfig,
  getFunctionCodeSigningConfig,
  putFunctionCodeSigningConfig,
} from './routes/code-signing/of-function.js';
import { getAccountSettings } from './routes/concurrency/account-settings.js';
import {
  deleteFunctionConcurrency,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './routes/concurrency/function-concurrency.js';
import {
  deleteProvisionedConcurrencyConfig,
  getProvisionedConcurrencyConfig,
  listProvisionedConcurrencyConfigs,
  putProvisionedConcurrencyConfig,
} from './routes/concurrency/provisioned-concurrency.js';
import {
  deleteFunctionEventInvokeConfig,
  getFunctionEventInvokeConfig,
  listFunctionEventInvokeConfigs,
  putFunctionEventInvokeConfig,
  updateFunctionEventInvokeConfig,
} from './routes/event-invoke/event-invoke-config.js';
import { invokeAsync } from './routes/event-invoke/invoke-async.js';
import {
  createEventSourceMapping,
  deleteEventSourceMapping,
  getEventSourceMapping,
  listEventSourceMappings,
  updateEventSourceMapping,
} from './routes/event-sources/mappings.js';
import { createFunction } from './routes/functions/create-function.js';
import { deleteFunction } from './routes/functions/delete-function.js';
import { getFunction, getFunctionConfiguration } from './routes/functions/get-function.js';
import { listFunctions, listVersionsByFunction } from './routes/functions/list-functions.js';
import { publishVersion } from './routes/functions/publish-version.js';
import { updateFunctionCode } from './routes/functions/update-function-code.js';
import { updateFunctionConfiguration } from './routes/functions/update-function-configuration.js';
import { invokeWithResponseStream } from './routes/invoke-with-response-stream.js';
import {
  addLayerVersionPermission,
  getLayerVersionPolicy,
  removeLayerVersionPermission,
} from './routes/layers/layer-policy.js';
import {
  deleteLayerVersion,
  getLayerVersion,
  getLayerVersionByArn,
  listLayers,
  listLayerVersions,
  publishLayerVersion,
} from './routes/layers/layers.js';
import {
  getFunctionRecursionConfig,
  getRuntimeManagementConfig,
  putFunctionRecursionConfig,
  putRuntimeManagementConfig,
} from './routes/management/management.js';
import { addPermission, getPolicy, removePermission } from './routes/permissions/permissions.js';
import { listTags, tagResource, untagResource } from './routes/tags/tags.js';
import {
  createFunctionUrlConfig,
  deleteFunctionUrlConfig,
  getFunctionUrlConfig,
  listFunctionUrlConfigs,
  updateFunctionUrlConfig,
} from './routes/urls/function-url-config.js';

/** Every operation of Lambda that the emulator answers, Invoke apart, which has a way of its own. */
export const lambdaOperations: readonly Operation[] = [
  ...[createFunction, getFunction, getFunctionConfiguration, updateFunctionCode, updateFunctionConfiguration],
  ...[deleteFunction, listFunctions, publishVersion, listVersionsByFunction],
  ...[createAlias, getAlias, updateAlias, deleteAlias, listAliases],
  ...[tagResource, untagResource, listTags],
  invokeWithResponseStream,
  ...[publishLayerVersion, getLayerVersion, getLayerVersionByArn, deleteLayerVersion, listLayers, listLayerVersions],
  ...[addLayerVersionPermission, removeLayerVersionPermission, getLayerVersionPolicy],
  ...[createEventSourceMapping, getEventSourceMapping, updateEventSourceMapping],
  ...[deleteEventSourceMapping, listEventSourceMappings],
  ...[putFunctionConcurrency, getFunctionConcurrency, deleteFunctionConcurrency, getAccountSettings],
  ...[putProvisionedConcurrencyConfig, getProvisionedConcurrencyConfig],
  ...[deleteProvisionedConcurrencyConfig, listProvisionedConcurrencyConfigs],
  ...[putFunctionEventInvokeConfig, updateFunctionEventInvokeConfig, getFunctionEventInvokeConfig],
  ...[deleteFunctionEventInvokeConfig, listFunctionEventInvokeConfigs, invokeAsync],
  ...[addPermission, removePermission, getPolicy],
  ...[createCodeSigningConfig, getCodeSigningConfig, updateCodeSigningConfig, deleteCodeSigningConfig],
  ...[listCodeSigningConfigs, listFunctionsByCodeSigningConfig],
  ...[putFunctionCodeSigningConfig, getFunctionCodeSigningConfig, deleteFunctionCodeSigningConfig],
  ...[putFunctionRecursionConfig, getFunctionRecursionConfig],
  ...[putRuntimeManagementConfig, getRuntimeManagementConfig],
  ...[createFunctionUrlConfig, getFunctionUrlConfig, updateFunctionUrlConfig],
  ...[deleteFunctionUrlConfig, listFunctionUrlConfigs],
];

export { logsOperations } from './logs-actions/index.js';
