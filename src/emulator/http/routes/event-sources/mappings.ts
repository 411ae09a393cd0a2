import type {
  CreateEventSourceMappingRequest,
  DeleteEventSourceMappingRequest,
  EventSourceMappingConfiguration,
  GetEventSourceMappingRequest,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
  UpdateEventSourceMappingRequest,
} from '@aws-sdk/client-lambda';
import { type EventSourceMapping, newMappingId } from '../../../event-sources/event-source-mappings.js';
import { checkSource, describeMapping, refuseDuplicate } from '../../../event-sources/mapping-defaults.js';
import { functionArn } from '../../../functions/function-name.js';
import { checkTags } from '../../../functions/tags.js';
import { invalidParameter, notFound } from '../../../service-error.js';
import { functionOf } from '../../function-reference.js';
import { type Context, lambdaOperation } from '../../operation.js';
import { page } from '../../pages.js';

export const createEventSourceMapping = lambdaOperation(
  'CreateEventSourceMapping',
  (input: CreateEventSourceMappingRequest, context): EventSourceMappingConfiguration => {
    const { eventSources } = context.service;
    checkSource(input);
    const arn = existingFunction(input, context);
    refuseDuplicate(input, arn, eventSources.in(context.region));
    checkTags(input.Tags ?? {});
    const uuid = newMappingId();
    const described = describeMapping(input, arn, uuid);
    return eventSources.create(context.region, uuid, described, input.Tags ?? {}, input.Enabled !== false)
      .configuration;
  },
);

export const getEventSourceMapping = lambdaOperation(
  'GetEventSourceMapping',
  (input: GetEventSourceMappingRequest, context): EventSourceMappingConfiguration =>
    requireMapping(input, context).configuration,
);

export const updateEventSourceMapping = lambdaOperation(
  'UpdateEventSourceMapping',
  (input: UpdateEventSourceMappingRequest, context): EventSourceMappingConfiguration => {
    const mapping = requireMapping(input, context);
    const { UUID, Enabled, FunctionName, ...changes } = input;
    const moved = FunctionName === undefined ? {} : { FunctionArn: existingFunction({ FunctionName }, context) };
    context.service.eventSources.update(mapping, { ...changes, ...moved }, Enabled);
    return mapping.configuration;
  },
);

export const deleteEventSourceMapping = lambdaOperation(
  'DeleteEventSourceMapping',
  (input: DeleteEventSourceMappingRequest, context): EventSourceMappingConfiguration => {
    const mapping = requireMapping(input, context);
    context.service.eventSources.delete(mapping);
    return mapping.configuration;
  },
);

export const listEventSourceMappings = lambdaOperation(
  'ListEventSourceMappings',
  (input: ListEventSourceMappingsRequest, context): ListEventSourceMappingsResponse => {
    const { service, region } = context;
    const wanted = input.FunctionName === undefined ? undefined : functionArn(functionOf(input, context));
    const all = service.eventSources
      .in(region)
      .map(({ configuration }) => configuration)
      .filter((it) => input.EventSourceArn === undefined || it.EventSourceArn === input.EventSourceArn)
      .filter((it) => wanted === undefined || it.FunctionArn === wanted);
    const { items, next } = page(all, input.Marker, input.MaxItems, 100);
    return { EventSourceMappings: items, NextMarker: next };
  },
);

function existingFunction(input: { readonly FunctionName: string | undefined }, context: Context): string {
  const reference = functionOf(input, context);
  if (context.service.registry.get(reference) === undefined) throw invalidParameter('Function does not exist');
  context.service.registry.find(reference);
  return functionArn(reference);
}

function requireMapping(
  input: { readonly UUID: string | undefined },
  { service, region }: Context,
): EventSourceMapping {
  const mapping = service.eventSources.find(input.UUID ?? '');
  if (mapping === undefined || mapping.region !== region) throw notFound('The resource you requested does not exist.');
  return mapping;
}
