import type { Refusal } from '../service.js';

/** Why the aws command leaves an operation to the other clients. */
export const BESIDE_THE_POINT = 'what no benchmark asks for is left to the quicker clients';

type Message = string | RegExp;

export const notFound = (message: Message): Refusal => ({ code: 'ResourceNotFoundException', message, status: 404 });
export const invalidParameter = (message: Message): Refusal => ({
  code: 'InvalidParameterValueException',
  message,
  status: 400,
});
export const invalid = (message: Message): Refusal => ({ code: 'ValidationException', message, status: 400 });
export const conflict = (message: Message): Refusal => ({ code: 'ResourceConflictException', message, status: 409 });
/** @param source the operation that AWS says tells the latest one. */
export const outdated = (source: 'GetFunction/GetAlias' | 'GetPolicy' | 'GetLayerPolicy'): Refusal => ({
  code: 'PreconditionFailedException',
  message: `The Revision Id provided does not match the latest Revision Id. Call the ${source} API to retrieve the latest Revision Id`,
  status: 412,
});

/** One violated constraint of the model, in AWS's words. */
export const violation = (value: string, path: string, rule: string): string =>
  `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must ${rule}`;
