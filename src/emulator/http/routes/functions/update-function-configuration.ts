import type { FunctionConfiguration, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda';
import { describe } from '../../../functions/describe.js';
import { applySettings } from '../../../functions/settings.js';
import { refuseTooLarge } from '../../../layers/combined-size.js';
import { wholeFunctionOf } from '../../function-reference.js';
import { lambdaOperation } from '../../operation.js';
import { refuseRuntimeOfImage } from './image-package.js';

export const updateFunctionConfiguration = lambdaOperation(
  'UpdateFunctionConfiguration',
  (input: UpdateFunctionConfigurationRequest, context): FunctionConfiguration => {
    const { registry, layers } = context.service;
    const found = registry.require(wholeFunctionOf(input, context));
    if (found.latest.content.code.imageUri !== undefined) refuseRuntimeOfImage(input);
    const chosen = input.Layers && layers.resolve(input.Layers, context.region);
    const settings = applySettings(found.latest.content.settings, input, chosen);
    refuseTooLarge(found.latest.content.code, layers.codesOf(settings.layers));
    return describe(registry.update(found, { settings }, input.RevisionId));
  },
);
