import { ServiceError } from '../../service-error.js';

/** CloudWatch Logs answers every refusal with 400. */
export const logsError = (type: string, message: string): ServiceError => new ServiceError(type, 400, message);

export const invalidParameter = (message: string): ServiceError => logsError('InvalidParameterException', message);
export const resourceNotFound = (message: string): ServiceError => logsError('ResourceNotFoundException', message);
export const alreadyExists = (message: string): ServiceError => logsError('ResourceAlreadyExistsException', message);
export const limitExceeded = (): ServiceError => logsError('LimitExceededException', 'Resource limit exceeded.');
export const noSuchGroup = (): ServiceError => resourceNotFound('The specified log group does not exist.');
export const noSuchStream = (): ServiceError => resourceNotFound('The specified log stream does not exist.');
export const invalidToken = (): ServiceError => invalidParameter('The specified nextToken is invalid.');
