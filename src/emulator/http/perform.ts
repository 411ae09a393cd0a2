import { violationsOf } from '../api/constraints.js';
import type { OperationModel } from '../api/model.js';
import { readInput } from '../api/read-input.js';
import { writeOutput } from '../api/write-output.js';
import { ServiceError } from '../service-error.js';
import type { Context, Operation } from './operation.js';
import type { MatchedOperation } from './operation-table.js';
import type { Reply, Service, ServiceRequest } from './route.js';

/** Reads, checks, does and writes one operation of AWS's API. @throws ServiceError, the operation's refusal. */
export async function perform(
  { operation, model, parameters }: MatchedOperation,
  request: ServiceRequest,
  service: Service,
): Promise<Reply> {
  const { api, name } = operation;
  const input = readInput(api, model, { ...request, parameters });
  const violations = violationsOf(api, model.input, input);
  if (violations !== undefined) throw new ServiceError(validationError(api, name), 400, violations);
  const context: Context = { service, requestId: request.requestId, region: request.region, headers: request.headers };
  const output = await operation.handle(input as never, context);
  const { status, headers, body } = writeOutput(api, model, output);
  if (service.state !== undefined && isChange(operation, model)) await service.state.save();
  const contentType = api === 'logs' ? 'application/x-amz-json-1.1' : 'application/json';
  return { status, headers: { 'Content-Type': contentType, ...headers }, ...(body === undefined ? {} : { body }) };
}

/** What reads leaves no trace, and a log event has a journal of its own. */
function isChange({ api, name }: Operation, { method }: OperationModel): boolean {
  if (api === 'lambda') return method !== 'GET';
  return !/^(Get|Describe|List|Filter|Test|StartQuery|StopQuery|PutLogEvents)/.test(name);
}

/** CloudWatch Logs has its own name for it, save in its operations on deliveries, which are younger (recorded, 2026-02). */
function validationError(api: 'lambda' | 'logs', name: string): string {
  return api === 'lambda' || name.includes('Deliver') ? 'ValidationException' : 'InvalidParameterException';
}
