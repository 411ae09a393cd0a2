import type { CreateFunctionRequest, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda';
import { megabytes } from '../../units/index.js';
import { invalidParameter } from '../service-error.js';
import type { LayerReference, Settings } from './configuration.js';
import { checkRuntime, checkSettings } from './settings-rules.js';

/** The members that CreateFunction and UpdateFunctionConfiguration share. */
export type SettingsRequest = UpdateFunctionConfigurationRequest & Pick<CreateFunctionRequest, 'Architectures'>;

export function defaultSettings(functionName: string): Settings {
  return {
    runtime: '',
    handler: '',
    role: '',
    description: '',
    timeout: 3,
    memorySize: megabytes(128),
    ephemeralStorage: megabytes(512),
    architecture: 'x86_64',
    logFormat: 'Text',
    logGroup: `/aws/lambda/${functionName}`,
    tracingMode: 'PassThrough',
    layers: [],
    snapStart: 'None',
    fileSystems: [],
  };
}

/**
 * Lays a request over settings.
 * @param layers what the request's layers are, where it has any.
 * @throws ServiceError InvalidParameterValueException in AWS's words.
 */
export function applySettings(
  before: Settings,
  request: SettingsRequest,
  layers: readonly LayerReference[] | undefined,
): Settings {
  refuseNetwork(request);
  if (request.Runtime !== undefined) checkRuntime(request.Runtime);
  const after: Settings = {
    ...before,
    runtime: request.Runtime ?? before.runtime,
    handler: request.Handler ?? before.handler,
    role: request.Role ?? before.role,
    description: request.Description ?? before.description,
    timeout: request.Timeout ?? before.timeout,
    memorySize: megabytes(request.MemorySize ?? before.memorySize),
    ephemeralStorage: megabytes(request.EphemeralStorage?.Size ?? before.ephemeralStorage),
    architecture: request.Architectures?.[0] ?? before.architecture,
    tracingMode: request.TracingConfig?.Mode ?? before.tracingMode,
    layers: layers ?? before.layers,
    snapStart: request.SnapStart?.ApplyOn ?? before.snapStart,
    fileSystems:
      request.FileSystemConfigs?.map(({ Arn, LocalMountPath }) => ({ Arn, LocalMountPath })) ?? before.fileSystems,
  };
  const laid = withOptional(withLogging(after, request), request);
  checkSettings(laid);
  return laid;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** An empty text takes a target or key away again. */
function withOptional(settings: Settings, request: SettingsRequest): Settings {
  const after: Mutable<Settings> = { ...settings };
  const variables = request.Environment?.Variables;
  if (variables !== undefined) after.variables = variables;
  const target = request.DeadLetterConfig?.TargetArn;
  if (target === '') delete after.deadLetterTarget;
  else if (target !== undefined) after.deadLetterTarget = target;
  if (request.KMSKeyArn === '') delete after.kmsKeyArn;
  else if (request.KMSKeyArn !== undefined) after.kmsKeyArn = request.KMSKeyArn;
  if (request.ImageConfig !== undefined) {
    if (Object.keys(request.ImageConfig).length === 0) delete after.image;
    else after.image = request.ImageConfig;
  }
  return after;
}

/** Levels are a matter of the JSON format: they come with it, both INFO unless said, and go with it. */
function withLogging(settings: Settings, { LoggingConfig }: SettingsRequest): Settings {
  if (LoggingConfig === undefined) return settings;
  const { applicationLogLevel, systemLogLevel, ...rest } = settings;
  const logFormat = LoggingConfig.LogFormat ?? settings.logFormat;
  const logGroup = LoggingConfig.LogGroup ?? settings.logGroup;
  const levels = [LoggingConfig.ApplicationLogLevel, LoggingConfig.SystemLogLevel];
  if (logFormat !== 'JSON') {
    if (levels.some((level) => level !== undefined)) {
      throw invalidParameter('Log level configuration is only supported for functions with the JSON log format.');
    }
    return { ...rest, logFormat, logGroup };
  }
  return {
    ...rest,
    logFormat,
    logGroup,
    applicationLogLevel: LoggingConfig.ApplicationLogLevel ?? applicationLogLevel ?? 'INFO',
    systemLogLevel: LoggingConfig.SystemLogLevel ?? systemLogLevel ?? 'INFO',
  };
}

/** There is no VPC here, so every subnet and group is one that does not exist. */
function refuseNetwork({ VpcConfig }: SettingsRequest): void {
  const [group] = VpcConfig?.SecurityGroupIds ?? [];
  const [subnet] = VpcConfig?.SubnetIds ?? [];
  if (group !== undefined) {
    throw invalidParameter(
      `Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error Message: The security group '${group}' does not exist`,
    );
  }
  if (subnet !== undefined) {
    throw invalidParameter(
      `Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID '${subnet}' does not exist`,
    );
  }
}
