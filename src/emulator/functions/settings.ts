import { z } from 'zod';
import { megabytes } from '../../units/index.js';
import { knownRuntimes } from '../runtimes/catalogue.js';
import { invalidParameter, type ServiceError } from '../service-error.js';
import type { Settings } from './configuration.js';

/**
 * The members that CreateFunction and UpdateFunctionConfiguration share. Others, such as VpcConfig, change nothing that
 * could be seen here, and are accepted and ignored.
 */
export const settingsShape = {
  Runtime: z.string().nullish(),
  Handler: z.string().nullish(),
  Role: z.string().nullish(),
  Description: z.string().nullish(),
  Timeout: z.int().nullish(),
  MemorySize: z.int().nullish(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()).nullish() }).nullish(),
  EphemeralStorage: z.object({ Size: z.int() }).nullish(),
  LoggingConfig: z
    .object({
      LogFormat: z.string().nullish(),
      LogGroup: z.string().nullish(),
      ApplicationLogLevel: z.string().nullish(),
      SystemLogLevel: z.string().nullish(),
    })
    .nullish(),
  TracingConfig: z.object({ Mode: z.string().nullish() }).nullish(),
  Layers: z.array(z.string()).nullish(),
  FileSystemConfigs: z.array(z.unknown()).nullish(),
  SnapStart: z.object({ ApplyOn: z.string().nullish() }).nullish(),
};
export type SettingsRequest = z.infer<z.ZodObject<typeof settingsShape>>;

export function defaultSettings(functionName: string): Settings {
  return {
    runtime: '',
    handler: '',
    role: '',
    description: '',
    timeout: 3,
    memorySize: megabytes(128),
    ephemeralStorage: megabytes(512),
    variables: {},
    architecture: 'x86_64',
    logFormat: 'Text',
    logGroup: `/aws/lambda/${functionName}`,
    tracingMode: 'PassThrough',
  };
}

/** Lays a request over settings. @throws ServiceError InvalidParameterValueException in AWS's words. */
export function applySettings(before: Settings, request: SettingsRequest): Settings {
  refuseUnsupported(request);
  const logging = request.LoggingConfig;
  const application = logging?.ApplicationLogLevel ?? before.applicationLogLevel;
  const system = logging?.SystemLogLevel ?? before.systemLogLevel;
  const after: Settings = {
    ...before,
    runtime: request.Runtime ?? before.runtime,
    handler: request.Handler ?? before.handler,
    role: request.Role ?? before.role,
    description: request.Description ?? before.description,
    timeout: request.Timeout ?? before.timeout,
    memorySize: megabytes(request.MemorySize ?? before.memorySize),
    ephemeralStorage: megabytes(request.EphemeralStorage?.Size ?? before.ephemeralStorage),
    variables: request.Environment?.Variables ?? before.variables,
    logFormat: logging?.LogFormat ?? before.logFormat,
    logGroup: logging?.LogGroup ?? before.logGroup,
    tracingMode: request.TracingConfig?.Mode ?? before.tracingMode,
    ...(application === undefined ? {} : { applicationLogLevel: application }),
    ...(system === undefined ? {} : { systemLogLevel: system }),
  };
  validate(after);
  return after;
}

/** A function without its layers would be another function: better none than that. */
function refuseUnsupported({ Layers, FileSystemConfigs, SnapStart }: SettingsRequest): void {
  const unsupported = [
    ...((Layers ?? []).length > 0 ? ['Layers'] : []),
    ...((FileSystemConfigs ?? []).length > 0 ? ['FileSystemConfigs'] : []),
    ...((SnapStart?.ApplyOn ?? 'None') === 'None' ? [] : ['SnapStart']),
  ];
  if (unsupported.length > 0) throw invalidParameter(`The emulator has no ${unsupported.join(', no ')} yet.`);
}

function validate(settings: Settings): void {
  if (settings.runtime === '' || settings.handler === '') {
    throw invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  }
  if (!knownRuntimes.includes(settings.runtime)) {
    throw invalidParameter(
      `Value ${settings.runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${knownRuntimes.join(', ')}] or be a valid ARN`,
    );
  }
  between('memorySize', settings.memorySize, 128, 10_240);
  between('timeout', settings.timeout, 1, 900);
  between('ephemeralStorage.size', settings.ephemeralStorage, 512, 10_240);
  validateVariables(settings.variables);
}

function between(member: string, value: number, least: number, most: number): void {
  if (value < least) throw outOfRange(member, value, `greater than or equal to ${least}`);
  if (value > most) throw outOfRange(member, value, `less than or equal to ${most}`);
}

const outOfRange = (member: string, value: number, constraint: string): ServiceError =>
  invalidParameter(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${constraint}`,
  );

/** Set by the service and not by users ("Reserved environment variables", developer guide, read 2026-10). */
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_DEFAULT_REGION|AWS_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_(FUNCTION_(NAME|MEMORY_SIZE|VERSION)|INITIALIZATION_TYPE|LOG_(GROUP|STREAM)_NAME|RUNTIME_API)|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;
const MAX_VARIABLES_BYTES = 4096;
const PREFIX =
  'Lambda was unable to configure your environment variables because the environment variables you have provided';

function validateVariables(variables: Readonly<Record<string, string>>): void {
  const names = Object.keys(variables);
  const reserved = names.filter((name) => RESERVED.test(name));
  if (reserved.length > 0) {
    throw invalidParameter(
      `${PREFIX} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const malformed = names.find((name) => !/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name));
  if (malformed !== undefined) {
    throw invalidParameter(
      `1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]`,
    );
  }
  const measured = JSON.stringify(variables);
  if (Buffer.byteLength(measured) > MAX_VARIABLES_BYTES) {
    throw invalidParameter(`${PREFIX} exceeded the 4KB limit. String measured: ${measured}`);
  }
}
