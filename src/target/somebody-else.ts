import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { differingFields, SET_BY_SOMEBODY } from './differing-fields.js';
import { TargetError } from './error.js';

/** Of these a value tells nothing that must not be told. */
const TOLD: ReadonlySet<string> = new Set(['Runtime', 'Handler', 'Timeout', 'PackageType', 'MemorySize']);

/** What Kelvin itself sets, as it should be. */
export interface OwnFields {
  readonly memorySizeMB: number;
  readonly description: string;
}

/**
 * In which fields a function is not what it was, and not what Kelvin has made of it: each in words, without values that
 * could be secret.
 */
export function changedBySomebody(
  original: FunctionConfiguration,
  now: FunctionConfiguration,
  own: OwnFields,
): readonly string[] {
  const fields = differingFields(original, now, SET_BY_SOMEBODY).map((it): string =>
    TOLD.has(it) ? `${it} is ${now[it]} and was ${original[it]}` : it,
  );
  const { MemorySize = 128, Description = '' } = now;
  if (MemorySize !== own.memorySizeMB)
    fields.push(`MemorySize is ${MemorySize} and Kelvin has left it at ${own.memorySizeMB}`);
  if (Description !== own.description) fields.push('Description');
  return fields;
}

/** @throws TargetError that says what is somebody else's; nothing of it is touched */
export function refuseChanged(
  name: string,
  original: FunctionConfiguration,
  now: FunctionConfiguration,
  own: OwnFields,
): void {
  const fields = changedBySomebody(original, now, own);
  if (fields.length === 0) return;
  const when = now.LastModified === undefined ? '' : ` (last modified ${now.LastModified})`;
  throw new TargetError(
    `somebody else has changed ${name} during the run${when}: ${fields.join(', ')}. It was not Kelvin, which sets memory size and description alone`,
    'what they changed stays as they left it; run again when they are done, or measure a copy with --copy',
  );
}

/**
 * Of what a run has published. Where somebody has set `$LATEST` back in the moment before, nothing has changed since the
 * last version, and PublishVersion answers with that one (facts/aws-api): it is its owner's, and not to be measured or
 * deleted.
 * @param description of the run's own version; without it one that was there before will do
 * @throws TargetError where it is not the version that was to be published
 */
export function refuseOtherVersion(
  { Version, Description, MemorySize }: FunctionConfiguration,
  memorySizeMB: number,
  description = Description,
): void {
  const isOfSize = MemorySize === memorySizeMB;
  if (isOfSize && Description === description) return;
  const what = isOfSize ? 'was there before' : `has ${MemorySize} MB, not ${memorySizeMB} MB`;
  throw new TargetError(
    `version ${Version} ${what}: somebody else has changed the function while it was published`,
    'it stays as they left it; run again when they are done',
  );
}
