import { invalidParameter, type ServiceError } from '../../service-error.js';

/** AWS's words for whatever is wrong with a zip, its size apart. */
export const badZip = (): ServiceError =>
  invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.');

export const tooLarge = (limit: number): ServiceError =>
  invalidParameter(`Unzipped size must be smaller than ${limit} bytes`);
