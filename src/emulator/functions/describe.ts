import { createHash } from 'node:crypto';
import type { FunctionConfiguration, SnapStartResponse } from '@aws-sdk/client-lambda';
import type { FunctionVersion, Settings } from './configuration.js';
import { functionArn } from './function-name.js';
import type { VersionEntry } from './lambda-function.js';

/** The words of any creation and, oddly, of any update too (recorded answers, 2022-2026). */
const CREATING = 'The function is being created.';

/** FunctionConfiguration as most operations show it. @param qualifier what the ARN ends in. */
export function describe(entry: VersionEntry, qualifier?: string): FunctionConfiguration {
  const { content, state, lastUpdate } = entry;
  const { runtime } = content.settings;
  const arn = runtimeVersionArn(runtime, content.region);
  const pending = state === 'Pending' ? { StateReason: CREATING, StateReasonCode: 'Creating' as const } : {};
  const updating =
    lastUpdate === 'InProgress'
      ? {
          LastUpdateStatusReason: CREATING,
          LastUpdateStatusReasonCode: 'Creating' as FunctionConfiguration['LastUpdateStatusReasonCode'],
        }
      : {};
  return {
    ...describeInList(entry, qualifier),
    State: state,
    ...pending,
    ...(lastUpdate === undefined ? {} : { LastUpdateStatus: lastUpdate }),
    ...updating,
    ...(runtime === '' ? {} : { RuntimeVersionConfig: { RuntimeVersionArn: arn } }),
  };
}

/** Lists leave out how a version stands and which runtime version it runs. */
export function describeInList({ content, revisionId }: VersionEntry, qualifier?: string): FunctionConfiguration {
  const { settings, code, name, region } = content;
  return {
    FunctionName: name,
    FunctionArn: functionArn({ region, name, ...(qualifier === undefined ? {} : { qualifier }) }),
    ...(code.imageUri === undefined
      ? { Runtime: settings.runtime as FunctionConfiguration['Runtime'], Handler: settings.handler }
      : {}),
    Role: settings.role,
    CodeSize: code.size,
    CodeSha256: code.sha256,
    Description: settings.description,
    Timeout: settings.timeout,
    MemorySize: settings.memorySize,
    // AWS writes the zone as +0000 and never as Z.
    LastModified: new Date(content.lastModified).toISOString().replace('Z', '+0000'),
    Version: content.version,
    TracingConfig: { Mode: settings.tracingMode as 'Active' | 'PassThrough' },
    RevisionId: revisionId,
    PackageType: code.imageUri === undefined ? 'Zip' : 'Image',
    Architectures: [settings.architecture as 'x86_64' | 'arm64'],
    EphemeralStorage: { Size: settings.ephemeralStorage },
    SnapStart: snapStartOf(content),
    LoggingConfig: {
      LogFormat: settings.logFormat as 'Text' | 'JSON',
      ...levelsOf(settings),
      LogGroup: settings.logGroup,
    },
    ...optionalParts(settings),
  };
}

type Levels = Pick<NonNullable<FunctionConfiguration['LoggingConfig']>, 'ApplicationLogLevel' | 'SystemLogLevel'>;

function levelsOf({ applicationLogLevel, systemLogLevel }: Settings): Levels {
  return {
    ApplicationLogLevel: applicationLogLevel as Levels['ApplicationLogLevel'],
    SystemLogLevel: systemLogLevel as Levels['SystemLogLevel'],
  };
}

/** What AWS shows only where it was set. */
function optionalParts(settings: Settings): FunctionConfiguration {
  const { variables, layers, deadLetterTarget, kmsKeyArn, fileSystems, image } = settings;
  return {
    ...(variables === undefined ? {} : { Environment: { Variables: { ...variables } } }),
    ...(layers.length === 0 ? {} : { Layers: layers.map(({ arn, codeSize }) => ({ Arn: arn, CodeSize: codeSize })) }),
    ...(deadLetterTarget === undefined ? {} : { DeadLetterConfig: { TargetArn: deadLetterTarget } }),
    ...(kmsKeyArn === undefined ? {} : { KMSKeyArn: kmsKeyArn }),
    ...(fileSystems.length === 0 ? {} : { FileSystemConfigs: [...fileSystems] }),
    ...(image === undefined ? {} : { ImageConfigResponse: { ImageConfig: image } }),
  };
}

function snapStartOf({ version, settings }: FunctionVersion): SnapStartResponse {
  const isOn = settings.snapStart === 'PublishedVersions' && version !== '$LATEST';
  return {
    ApplyOn: settings.snapStart as 'PublishedVersions' | 'None',
    OptimizationStatus: isOn ? 'On' : 'Off',
  };
}

/** AWS's is the digest of a runtime image; here it is one of the runtime's name, the same for the same runtime. */
export function runtimeVersionArn(runtime: string, region: string): string {
  return `arn:aws:lambda:${region}::runtime:${createHash('sha256').update(runtime).digest('hex')}`;
}
