import { functionArn, parseFunctionName } from '../../../functions/function-name.js';
import { checkTags } from '../../../functions/tags.js';
import { invalidParameter, notFound } from '../../../service-error.js';
import type { Context } from '../../operation.js';

export interface TaggedResource {
  readonly tags: Readonly<Record<string, string>>;
  /** @throws ServiceError for too many. */
  set(tags: Readonly<Record<string, string>>): void;
}

/** Kinds of resources by the part of the ARN that names them, with the words that AWS has for one that is not there. */
const KINDS: Readonly<Record<string, string>> = {
  'event-source-mapping': 'Event source mapping',
  'capacity-provider': 'Capacity provider',
  'code-signing-config': 'Code signing config',
  layer: 'Layer',
};

/** @throws ServiceError ResourceNotFoundException for an ARN of nothing that is here. */
export function taggedResource(arn: string, context: Context): TaggedResource {
  const kind = arn.split(':')[5] ?? '';
  if (kind !== 'function') throw notFound(`${KINDS[kind] ?? 'Resource'} not found: ${arn}`);
  const reference = parseFunctionName(arn, context.region);
  if (reference.qualifier !== undefined) {
    throw invalidParameter('Tags on function aliases and versions are not supported. Please specify a function ARN.');
  }
  const { registry } = context.service;
  const found = registry.get(reference);
  if (found === undefined) throw notFound(`Function not found: ${functionArn(reference)}`);
  return {
    tags: found.tags,
    set(tags) {
      checkTags(tags);
      found.tags = tags;
      registry.touch(found.latest);
    },
  };
}
