import type {
  DeleteFunctionCodeSigningConfigRequest,
  GetFunctionCodeSigningConfigRequest,
  PutFunctionCodeSigningConfigRequest,
} from '@aws-sdk/client-lambda';
import type { LambdaFunction } from '../../../functions/lambda-function.js';
import { ServiceError } from '../../../service-error.js';
import { wholeFunctionOf } from '../../function-reference.js';
import { type Context, lambdaOperation } from '../../operation.js';

interface Answer {
  readonly FunctionName?: string;
  readonly CodeSigningConfigArn?: string;
}

export const putFunctionCodeSigningConfig = lambdaOperation(
  'PutFunctionCodeSigningConfig',
  (input: PutFunctionCodeSigningConfigRequest, context): Answer => {
    const { CodeSigningConfigArn: arn = '' } = input;
    if (context.service.codeSigning.find(arn) === undefined) {
      throw new ServiceError(
        'CodeSigningConfigNotFoundException',
        404,
        `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${arn}.`,
      );
    }
    const found = requireOf(input, context);
    found.codeSigningConfigArn = arn;
    return answerOf(found);
  },
);

export const getFunctionCodeSigningConfig = lambdaOperation(
  'GetFunctionCodeSigningConfig',
  (input: GetFunctionCodeSigningConfigRequest, context): Answer => answerOf(requireOf(input, context)),
);

export const deleteFunctionCodeSigningConfig = lambdaOperation(
  'DeleteFunctionCodeSigningConfig',
  (input: DeleteFunctionCodeSigningConfigRequest, context): object => {
    delete requireOf(input, context).codeSigningConfigArn;
    return {};
  },
);

/** Without a configuration AWS names not even the function. */
const answerOf = ({ name, codeSigningConfigArn: arn }: LambdaFunction): Answer =>
  arn === undefined ? {} : { FunctionName: name, CodeSigningConfigArn: arn };

const requireOf = (input: { readonly FunctionName: string | undefined }, context: Context): LambdaFunction =>
  context.service.registry.require(wholeFunctionOf(input, context));
