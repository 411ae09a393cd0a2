import { CreateFunctionCommand, type CreateFunctionRequest, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { calling } from './explain.js';
import { FunctionUnderTest } from './function-under-test.js';
import type { OriginalFunction } from './original-function.js';
import { isSilent } from './system-logs.js';
import { usualLogGroup } from './usual-log-group.js';
import { whenReady } from './when-ready.js';

/**
 * Makes a function like another, for the time of the run: what exists is never changed for it. All that an invocation may
 * meet is the same: code, layers, environment, role, network, file systems, tracing. Tags, concurrency, triggers and what
 * becomes of failed events are not: they are its owner's, or another's.
 */
export async function copyFunction(
  connection: Connection,
  { configuration, code }: OriginalFunction,
  name: string,
  marker: string,
  signal?: AbortSignal,
): Promise<{ fn: FunctionUnderTest; configuration: FunctionConfiguration }> {
  const fn = new FunctionUnderTest(connection, name, marker);
  await calling(`copying ${configuration.FunctionName}`, async () => {
    const like = likeness(configuration);
    await connection.control.send(
      new CreateFunctionCommand({ ...like, FunctionName: name, Description: marker, Code: code }),
    );
    await whenReady(connection, name, signal === undefined ? {} : { signal });
  });
  return { fn, configuration: await fn.configuration() };
}

type Likeness = Omit<CreateFunctionRequest, 'FunctionName' | 'Code'>;

function likeness(it: FunctionConfiguration): Likeness {
  const vpc = it.VpcConfig?.SubnetIds?.length ? it.VpcConfig : undefined;
  const snapStart = it.SnapStart?.ApplyOn === 'PublishedVersions' ? it.SnapStart.ApplyOn : undefined;
  return {
    Role: it.Role,
    ...given('Runtime', it.Runtime),
    ...given('Handler', it.Handler),
    ...given('Timeout', it.Timeout),
    ...given('MemorySize', it.MemorySize),
    ...given('PackageType', it.PackageType),
    ...given('Architectures', it.Architectures),
    ...given('EphemeralStorage', it.EphemeralStorage),
    ...given('KMSKeyArn', it.KMSKeyArn),
    ...given('FileSystemConfigs', it.FileSystemConfigs),
    ...given('ImageConfig', it.ImageConfigResponse?.ImageConfig),
    ...given('Environment', it.Environment && { Variables: it.Environment.Variables }),
    ...given(
      'Layers',
      it.Layers?.flatMap(({ Arn }) => Arn ?? []),
    ),
    ...given('TracingConfig', it.TracingConfig?.Mode && { Mode: it.TracingConfig.Mode }),
    ...given('VpcConfig', vpc && { SubnetIds: vpc.SubnetIds, SecurityGroupIds: vpc.SecurityGroupIds }),
    ...given('SnapStart', snapStart && { ApplyOn: snapStart }),
    ...given('LoggingConfig', loggingOf(it)),
  };
}

/**
 * The usual log group is of the function's own name: a copy has its own. And where a success of the function leaves no
 * report, one of the copy does: it is there to be measured. What the code itself logs stays as it is.
 */
function loggingOf(configuration: FunctionConfiguration): Likeness['LoggingConfig'] {
  const { LoggingConfig, FunctionName = '' } = configuration;
  if (LoggingConfig === undefined) return undefined;
  const { LogGroup, ...as } = LoggingConfig;
  const format = isSilent(configuration) ? { ...as, SystemLogLevel: 'INFO' as const } : as;
  return LogGroup === undefined || LogGroup === usualLogGroup(FunctionName) ? format : { ...format, LogGroup };
}

const given = <Name extends keyof Likeness>(name: Name, value: Likeness[Name]): Likeness | object =>
  value === undefined ? {} : { [name]: value };
