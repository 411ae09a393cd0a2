import type { CodePackage } from '../functions/configuration.js';
import { MAX_UNZIPPED_BYTES } from '../functions/zip/unzip.js';
import { invalidParameter } from '../service-error.js';

type Measured = Pick<CodePackage, 'unzippedBytes'>;

/** A function and its layers share the room of one package. @throws ServiceError in AWS's words when it is too small */
export function refuseTooLarge(code: Measured, layers: readonly Measured[]): void {
  const bytes = [code, ...layers].reduce((all, { unzippedBytes = 0 }) => all + unzippedBytes, 0);
  if (bytes <= MAX_UNZIPPED_BYTES) return;
  throw invalidParameter(
    `Function code combined with layers exceeds the maximum allowed size of ${MAX_UNZIPPED_BYTES} bytes. The actual size is ${bytes} bytes.`,
  );
}
