import type { DeleteFunctionRequest, DeleteFunctionResponse } from '@aws-sdk/client-lambda';
import type { LambdaFunction } from '../../../functions/lambda-function.js';
import { conflict, invalidParameter } from '../../../service-error.js';
import { functionOf } from '../../function-reference.js';
import { lambdaOperation } from '../../operation.js';

export const deleteFunction = lambdaOperation(
  'DeleteFunction',
  (input: DeleteFunctionRequest, context): DeleteFunctionResponse => {
    const { registry, urls, provisioned } = context.service;
    const reference = functionOf(input, context);
    const found = registry.require(reference);
    const { qualifier } = reference;
    if (qualifier === undefined) {
      provisioned.forget(found);
      registry.delete(found);
      urls.removeAllOf(found);
    } else {
      deleteVersion(found, qualifier, (number) => {
        provisioned.delete(found, number);
        found.eventInvokeConfigs.delete(number);
        registry.deleteVersion(found, number);
      });
    }
    return { StatusCode: 204 };
  },
);

function deleteVersion(found: LambdaFunction, qualifier: string, remove: (number: string) => void): void {
  if (qualifier === '$LATEST') {
    throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
  }
  if (found.aliases.has(qualifier)) throw invalidParameter('Deletion of aliases is not currently supported.');
  const pointing = [...found.aliases.values()].filter(
    ({ version, weights }) => version === qualifier || weights[qualifier] !== undefined,
  );
  if (pointing.length > 0) {
    const names = pointing.map(({ name }) => name).join(', ');
    throw conflict(`Unable to delete version because the following aliases reference it: [${names}]`);
  }
  remove(qualifier);
}
