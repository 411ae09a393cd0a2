import type { OperationFamily } from '../../operation.js';
import { addLayerVersionPermission, getLayerVersionPolicy, removeLayerVersionPermission } from './layer-policy.js';
import {
  deleteLayerVersion,
  getLayerVersion,
  getLayerVersionByArn,
  listLayers,
  listLayerVersions,
  publishLayerVersion,
} from './layers.js';

export const layers: OperationFamily = {
  name: 'Layers',
  operations: [
    publishLayerVersion,
    getLayerVersion,
    getLayerVersionByArn,
    deleteLayerVersion,
    listLayers,
    listLayerVersions,
    addLayerVersionPermission,
    removeLayerVersionPermission,
    getLayerVersionPolicy,
  ],
};
