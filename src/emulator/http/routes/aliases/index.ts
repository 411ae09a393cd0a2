import type { OperationFamily } from '../../operation.js';
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from './aliases.js';

export const aliases: OperationFamily = {
  name: 'Aliases, with weighted routing',
  operations: [createAlias, getAlias, updateAlias, deleteAlias, listAliases],
};
