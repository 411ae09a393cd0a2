import { createHash } from 'node:crypto';
import type { CodePackage } from '../../../functions/configuration.js';
import { invalidParameter } from '../../../service-error.js';

/** An image is stored by its address and not run: there is no registry to ask, so its digest is that of the address. */
export function imagePackage(imageUri: string | undefined, doing: 'creating' | 'updating'): CodePackage {
  if (imageUri === undefined) {
    throw invalidParameter(`Please provide ImageUri when ${doing} a function with packageType Image.`);
  }
  const sha256 = createHash('sha256').update(imageUri).digest('hex');
  return { folder: '', archive: '', size: 0, sha256, imageUri };
}

/** What is in an image brings its own. @throws ServiceError in AWS's words (pulumi/pulumi-aws#5439, 2025-05). */
export function refuseRuntimeOfImage(input: {
  readonly Handler?: string | undefined;
  readonly Runtime?: string | undefined;
  readonly Layers?: readonly string[] | undefined;
}): void {
  if (input.Handler === undefined && input.Runtime === undefined && (input.Layers ?? []).length === 0) return;
  throw invalidParameter(
    "Please don't provide Handler or Runtime or Layer when the intended function PackageType is Image.",
  );
}
