import { createHash } from 'node:crypto';
import { ServiceError } from '../../service-error.js';

/**
 * The front door of AWS refuses with these before an operation is looked at. The words are AWS's, as users report them;
 * 403 is what REST services such as Lambda answer, while those that speak JSON 1.1 (CloudWatch Logs) say 400.
 */
const refusal =
  (type: string) =>
  (message: string): ServiceError =>
    new ServiceError(type, 403, message);

export const incomplete = refusal('IncompleteSignatureException');
export const invalidSignature = refusal('InvalidSignatureException');

export const missingToken = (): ServiceError =>
  refusal('MissingAuthenticationTokenException')('Missing Authentication Token');

export const unknownClient = (): ServiceError =>
  refusal('UnrecognizedClientException')('The security token included in the request is invalid.');

export const expired = (): ServiceError =>
  refusal('ExpiredTokenException')('The security token included in the request is expired');

export const mismatch = (): ServiceError =>
  invalidSignature(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );

/** Since 2023 AWS tells which header it means by the header's hash: the header itself may hold somebody's token. */
export const hashed = (text: string): string => createHash('sha256').update(text).digest('base64');
