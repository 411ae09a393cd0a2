import { creatableRuntimes } from '../api/runtime-names.js';
import { isCreatable, isKnown, replacementOf } from '../runtimes/catalogue.js';
import { invalidParameter, ServiceError } from '../service-error.js';
import type { Settings } from './configuration.js';

/** @throws ServiceError InvalidParameterValueException, whose set of values AWS prints for this member alone. */
export function checkRuntime(runtime: string): void {
  if (isCreatable(runtime)) return;
  if (isKnown(runtime)) {
    const replacement = replacementOf(runtime);
    const instead = replacement === undefined ? 'a supported runtime' : `the new runtime (${replacement})`;
    throw invalidParameter(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use ${instead} while creating or updating functions.`,
    );
  }
  throw invalidParameter(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${creatableRuntimes.join(', ')}] or be a valid ARN`,
  );
}

/** What AWS's model does not say of settings. @throws ServiceError in AWS's words. */
export function checkSettings(settings: Settings): void {
  if (settings.memorySize > 10_240) {
    throw invalidParameter(
      `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240`,
    );
  }
  if (settings.timeout > 900) {
    throw new ServiceError(
      'ValidationException',
      400,
      `1 validation error detected: Value '${settings.timeout}' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900`,
    );
  }
  if (settings.snapStart !== 'None' && !hasSnapStart(settings.runtime)) {
    throw invalidParameter(`${settings.runtime} is not supported for SnapStart enabled functions.`);
  }
  if (settings.variables !== undefined) checkVariables(settings.variables);
}

/** Java from 11, Python from 3.12, .NET from 8 (developer guide, "Lambda SnapStart", read 2026-10). */
function hasSnapStart(runtime: string): boolean {
  const [, family, version = '0'] = /^(java|python|dotnet)([\d.]+)/.exec(runtime) ?? [];
  if (family === 'python') return Number(version.split('.')[1]) >= 12;
  return (family === 'java' && Number(version) >= 11) || (family === 'dotnet' && Number(version) >= 8);
}

/** Set by the service and not by users ("Reserved environment variables", developer guide, read 2026-10). */
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_DEFAULT_REGION|AWS_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_(FUNCTION_(NAME|MEMORY_SIZE|VERSION)|INITIALIZATION_TYPE|LOG_(GROUP|STREAM)_NAME|RUNTIME_API)|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;
const MAX_VARIABLES_BYTES = 4096;
const PREFIX =
  'Lambda was unable to configure your environment variables because the environment variables you have provided';

function checkVariables(variables: Readonly<Record<string, string>>): void {
  const reserved = Object.keys(variables).filter((name) => RESERVED.test(name));
  if (reserved.length > 0) {
    throw invalidParameter(
      `${PREFIX} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const measured = JSON.stringify(variables);
  if (Buffer.byteLength(measured) > MAX_VARIABLES_BYTES) {
    throw invalidParameter(`${PREFIX} exceeded the 4KB limit. String measured: ${measured}`);
  }
}
