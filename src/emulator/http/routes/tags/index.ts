import type { OperationFamily } from '../../operation.js';
import { listTags, tagResource, untagResource } from './tags.js';

export const tags: OperationFamily = {
  name: 'Tags',
  operations: [tagResource, untagResource, listTags],
};
