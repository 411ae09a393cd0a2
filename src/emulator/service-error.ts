/** A refusal in AWS's words: the error's name, the status code that goes with it and the message that users read. */
export class ServiceError extends Error {
  readonly type: string;
  readonly status: number;
  /** Further members of the answer, such as `Reason` of TooManyRequestsException. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(type: string, status: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = type;
    this.type = type;
    this.status = status;
    this.details = details;
  }
}

export const invalidParameter = (message: string): ServiceError =>
  new ServiceError('InvalidParameterValueException', 400, message);
export const notFound = (message: string): ServiceError => new ServiceError('ResourceNotFoundException', 404, message);
export const conflict = (message: string): ServiceError => new ServiceError('ResourceConflictException', 409, message);
/** @param operation the one that tells the latest revision, as AWS names it. */
export const preconditionFailed = (operation: 'GetFunction/GetAlias' | 'GetPolicy' | 'GetLayerPolicy'): ServiceError =>
  new ServiceError(
    'PreconditionFailedException',
    412,
    `The Revision Id provided does not match the latest Revision Id. Call the ${operation} API to retrieve the latest Revision Id`,
  );
export const requestTooLarge = (message: string): ServiceError =>
  new ServiceError('RequestTooLargeException', 413, message);
export const serviceException = (message: string): ServiceError => new ServiceError('ServiceException', 500, message);
