import type { StoredConfig } from '../../../code-signing/code-signing-configs.js';
import type { EventSourceMapping } from '../../../event-sources/event-source-mappings.js';
import { functionArn, parseFunctionName } from '../../../functions/function-name.js';
import { checkTags } from '../../../functions/tags.js';
import { invalidParameter, notFound } from '../../../service-error.js';
import type { Context } from '../../operation.js';

type Tags = Readonly<Record<string, string>>;

export interface TaggedResource {
  readonly tags: Tags;
  /** @throws ServiceError for too many. */
  set(tags: Tags): void;
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
  const [, , , , , kind = '', id = ''] = arn.split(':');
  if (kind === 'function') return taggedFunction(arn, context);
  const signing = kind === 'code-signing-config' ? context.service.codeSigning.find(arn) : undefined;
  if (signing !== undefined) return taggedConfig(signing, context);
  const mapping = kind === 'event-source-mapping' ? context.service.eventSources.find(id) : undefined;
  if (mapping === undefined) throw notFound(`${KINDS[kind] ?? 'Resource'} not found: ${arn}`);
  return taggedMapping(mapping);
}

function taggedConfig(config: StoredConfig, { service }: Context): TaggedResource {
  return {
    tags: config.tags,
    set(tags) {
      checkTags(tags);
      service.codeSigning.tag(config, tags);
    },
  };
}

function taggedMapping(mapping: EventSourceMapping): TaggedResource {
  return {
    tags: mapping.tags,
    set(tags) {
      checkTags(tags);
      mapping.tags = tags;
    },
  };
}

function taggedFunction(arn: string, { service, region }: Context): TaggedResource {
  const reference = parseFunctionName(arn, region);
  if (reference.qualifier !== undefined) {
    throw invalidParameter('Tags on function aliases and versions are not supported. Please specify a function ARN.');
  }
  const found = service.registry.get(reference);
  if (found === undefined) throw notFound(`Function not found: ${functionArn(reference)}`);
  return {
    tags: found.tags,
    set(tags) {
      checkTags(tags);
      found.tags = tags;
      service.registry.touch(found.latest);
    },
  };
}
