import type { Refusal } from '../../service.js';

/** CloudWatch Logs has one status code for all that its clients do wrong. */
export const refusal = (code: string, message: string | RegExp): Refusal => ({ code, message, status: 400 });
export const notFound = (message: string | RegExp): Refusal => refusal('ResourceNotFoundException', message);
export const invalidParameter = (message: string | RegExp): Refusal => refusal('InvalidParameterException', message);
export const noGroup = notFound('The specified log group does not exist.');
export const noStream = notFound('The specified log stream does not exist.');
export const badToken = invalidParameter('The specified nextToken is invalid.');
