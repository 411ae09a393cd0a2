import { randomUUID } from 'node:crypto';
import type {
  DeleteQueryDefinitionRequest,
  DeleteQueryDefinitionResponse,
  DescribeQueryDefinitionsRequest,
  DescribeQueryDefinitionsResponse,
  PutQueryDefinitionRequest,
  PutQueryDefinitionResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { logsOperation } from '../operation.js';
import { resourceNotFound } from './errors.js';
import { regionOf } from './lookup.js';
import { pageOf } from './page.js';

export const putQueryDefinition = logsOperation<PutQueryDefinitionRequest, PutQueryDefinitionResponse>(
  'PutQueryDefinition',
  (input, context) => {
    const { name, queryString, queryLanguage = 'CWLI', logGroupNames = [], queryDefinitionId: known } = input;
    const { resources, clock } = regionOf(context);
    if (known !== undefined && !resources.queryDefinitions.has(known)) throw noSuchDefinition(known);
    const queryDefinitionId = known ?? randomUUID();
    const lastModified = clock.epoch();
    const definition = { queryLanguage, queryDefinitionId, name, queryString, lastModified, logGroupNames };
    resources.queryDefinitions.set(queryDefinitionId, definition);
    return { queryDefinitionId };
  },
);

export const describeQueryDefinitions = logsOperation<
  DescribeQueryDefinitionsRequest,
  DescribeQueryDefinitionsResponse
>('DescribeQueryDefinitions', ({ queryDefinitionNamePrefix = '', maxResults, nextToken }, context) => {
  const found = [...regionOf(context).resources.queryDefinitions.values()].filter(({ name }) =>
    name?.startsWith(queryDefinitionNamePrefix),
  );
  const page = pageOf(found, nextToken, maxResults, 1000);
  return { queryDefinitions: page.items, nextToken: page.nextToken };
});

export const deleteQueryDefinition = logsOperation<DeleteQueryDefinitionRequest, DeleteQueryDefinitionResponse>(
  'DeleteQueryDefinition',
  ({ queryDefinitionId = '' }, context) => {
    if (!regionOf(context).resources.queryDefinitions.delete(queryDefinitionId)) {
      throw noSuchDefinition(queryDefinitionId);
    }
    return { success: true };
  },
);

const noSuchDefinition = (id: string) => resourceNotFound(`Query definition with id [${id}] does not exist.`);
