import type {
  ListTagsLogGroupRequest,
  ListTagsLogGroupResponse,
  TagLogGroupRequest,
  UntagLogGroupRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { requireGroup } from './lookup.js';

/** The operations on tags that came before TagResource, and which clients still send. */
export const tagLogGroup = logsOperation<TagLogGroupRequest, object>(
  'TagLogGroup',
  ({ logGroupName, tags = {} }, context) => {
    const group = requireGroup(context, logGroupName);
    for (const [key, value] of Object.entries(tags)) group.tags.set(key, value);
    return {};
  },
);

export const untagLogGroup = logsOperation<UntagLogGroupRequest, object>(
  'UntagLogGroup',
  ({ logGroupName, tags = [] }, context) => {
    const group = requireGroup(context, logGroupName);
    for (const key of tags) group.tags.delete(key);
    return {};
  },
);

export const listTagsLogGroup = logsOperation<ListTagsLogGroupRequest, ListTagsLogGroupResponse>(
  'ListTagsLogGroup',
  ({ logGroupName }, context) => ({ tags: Object.fromEntries(requireGroup(context, logGroupName).tags) }),
);
