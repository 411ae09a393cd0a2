import type { InvokeAsyncRequest, InvokeAsyncResponse } from '@aws-sdk/client-lambda';
import { ServiceError } from '../../../service-error.js';
import { functionOf } from '../../function-reference.js';
import { lambdaOperation } from '../../operation.js';
import { newTraceRoot, traceOfInvocation } from '../../trace-id.js';

/** What Invoke with the type Event was before 2014-11; AWS still answers it. Its input is the whole body. */
type Input = Omit<InvokeAsyncRequest, 'InvokeArgs'> & { readonly InvokeArgs?: Uint8Array };

export const invokeAsync = lambdaOperation(
  'InvokeAsync',
  (input: Input, { service, region, requestId, headers }): InvokeAsyncResponse => {
    const reference = functionOf(input, { region });
    const payload = eventOf(input.InvokeArgs);
    const trace = headers['x-amzn-trace-id'];
    service.events.accept({
      requestId,
      reference,
      payload,
      traceId: traceOfInvocation(typeof trace === 'string' ? trace : newTraceRoot(service.clock.epoch())),
    });
    return { Status: 202 };
  },
);

function eventOf(given: Uint8Array | undefined): Uint8Array {
  if (given === undefined || given.length === 0) return Buffer.from('{}');
  try {
    JSON.parse(Buffer.from(given).toString());
    return given;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServiceError('InvalidRequestContentException', 400, `Could not parse request body into json: ${reason}`);
  }
}
