import type {
  ListFunctionsRequest,
  ListFunctionsResponse,
  ListVersionsByFunctionRequest,
  ListVersionsByFunctionResponse,
} from '@aws-sdk/client-lambda';
import { describeInList } from '../../../functions/describe.js';
import { wholeFunctionOf } from '../../function-reference.js';
import { lambdaOperation } from '../../operation.js';
import { page } from '../../pages.js';

export const listFunctions = lambdaOperation(
  'ListFunctions',
  (input: ListFunctionsRequest, { service, region }): ListFunctionsResponse => {
    const all = input.FunctionVersion === 'ALL';
    const entries = service.registry.functionsIn(region).flatMap(({ latest, versions }) => {
      return all ? [latest, ...versions.values()] : [latest];
    });
    const { items, next } = page(entries, input.Marker, input.MaxItems);
    return {
      Functions: items.map((entry) => describeInList(entry, all ? entry.content.version : undefined)),
      NextMarker: next,
    };
  },
);

export const listVersionsByFunction = lambdaOperation(
  'ListVersionsByFunction',
  (input: ListVersionsByFunctionRequest, context): ListVersionsByFunctionResponse => {
    const { latest, versions } = context.service.registry.require(wholeFunctionOf(input, context));
    const { items, next } = page([latest, ...versions.values()], input.Marker, input.MaxItems);
    return { Versions: items.map((entry) => describeInList(entry, entry.content.version)), NextMarker: next };
  },
);
