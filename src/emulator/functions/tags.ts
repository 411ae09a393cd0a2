import { invalidParameter } from '../service-error.js';

/** Of a resource ("Using tags on Lambda functions", developer guide, read 2026-10). */
const MAX_TAGS = 50;

/** @throws ServiceError InvalidParameterValueException where a resource would have too many. */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  if (Object.keys(tags).length > MAX_TAGS) throw invalidParameter('Number of tags exceeds resource tag limit.');
}
