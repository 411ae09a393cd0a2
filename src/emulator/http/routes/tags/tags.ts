import type {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-lambda';
import { invalidParameter } from '../../../service-error.js';
import { lambdaOperation } from '../../operation.js';
import { taggedResource } from './tagged-resource.js';

export const tagResource = lambdaOperation('TagResource', (input: TagResourceRequest, context): object => {
  if (Object.keys(input.Tags ?? {}).length === 0) {
    throw invalidParameter('An error occurred and the request cannot be processed.');
  }
  const resource = taggedResource(input.Resource ?? '', context);
  resource.set({ ...resource.tags, ...input.Tags });
  return {};
});

export const untagResource = lambdaOperation('UntagResource', (input: UntagResourceRequest, context): object => {
  const resource = taggedResource(input.Resource ?? '', context);
  const gone = new Set(input.TagKeys);
  resource.set(Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !gone.has(key))));
  return {};
});

export const listTags = lambdaOperation('ListTags', (input: ListTagsRequest, context): ListTagsResponse => {
  return { Tags: { ...taggedResource(input.Resource ?? '', context).tags } };
});
