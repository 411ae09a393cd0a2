import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Context, logsOperation } from '../operation.js';
import { logsError, resourceNotFound } from './errors.js';
import { nameOf, regionOf, requireGroup } from './lookup.js';

const MAX_TAGS = 50;

export const tagResource = logsOperation<TagResourceRequest, object>('TagResource', (input, context) => {
  const { resourceArn = '', tags = {} } = input;
  const { read, write } = tagsOf(resourceArn, context);
  const all = { ...read(), ...tags };
  if (Object.keys(all).length > MAX_TAGS) {
    throw logsError('TooManyTagsException', `A resource can have no more than ${MAX_TAGS} tags.`);
  }
  write(all);
  return {};
});

export const untagResource = logsOperation<UntagResourceRequest, object>('UntagResource', (input, context) => {
  const { resourceArn = '', tagKeys = [] } = input;
  const { read, write } = tagsOf(resourceArn, context);
  write(Object.fromEntries(Object.entries(read()).filter(([key]) => !tagKeys.includes(key))));
  return {};
});

export const listTagsForResource = logsOperation<ListTagsForResourceRequest, ListTagsForResourceResponse>(
  'ListTagsForResource',
  ({ resourceArn = '' }, context) => ({ tags: tagsOf(resourceArn, context).read() }),
);

type Tags = Record<string, string>;

interface Tagged {
  read(): Tags;
  write(tags: Tags): void;
}

/** Log groups, destinations, and what deliveries are made of. */
function tagsOf(arn: string, context: Context): Tagged {
  const [, kind = '', id = ''] = /^arn:[^:]*:logs:[^:]*:[^:]*:([a-z-]+):(.*)$/.exec(arn) ?? [];
  if (kind === 'log-group') return ofGroup(arn, context);
  const { resources } = regionOf(context);
  const { destinations, destinationTags, deliverySources, deliveryDestinations, deliveries } = resources;
  if (kind === 'destination' && destinations.has(id)) {
    return { read: () => destinationTags.get(id) ?? {}, write: (tags) => destinationTags.set(id, tags) };
  }
  const stored = new Map([
    ['delivery-source', deliverySources],
    ['delivery-destination', deliveryDestinations],
    ['delivery', deliveries],
  ] as const).get(kind as 'delivery');
  const found = stored?.get(id);
  if (found === undefined) throw resourceNotFound('The specified resource does not exist.');
  return {
    read: () => found.tags ?? {},
    write: (tags) => {
      found.tags = tags;
    },
  };
}

function ofGroup(arn: string, context: Context): Tagged {
  const { tags: stored } = requireGroup(context, nameOf(arn));
  return {
    read: () => Object.fromEntries(stored),
    write: (tags) => {
      stored.clear();
      for (const [key, value] of Object.entries(tags)) stored.set(key, value);
    },
  };
}
