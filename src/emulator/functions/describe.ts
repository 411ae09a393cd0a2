import type { FunctionVersion } from './configuration.js';
import { functionArn } from './function-name.js';

/** FunctionConfiguration as the API shows it. @param qualified whether the ARN ends in the version. */
export function describe(version: FunctionVersion, qualified: boolean): Record<string, unknown> {
  const { settings, code } = version;
  const { name, region } = version;
  return {
    FunctionName: name,
    FunctionArn: functionArn(qualified ? { region, name, qualifier: version.version } : { region, name }),
    Runtime: settings.runtime,
    Role: settings.role,
    Handler: settings.handler,
    CodeSize: code.size,
    CodeSha256: code.sha256,
    Description: settings.description,
    Timeout: settings.timeout,
    MemorySize: settings.memorySize,
    // AWS writes the zone as +0000 and never as Z.
    LastModified: new Date(version.lastModified).toISOString().replace('Z', '+0000'),
    Version: version.version,
    ...(Object.keys(settings.variables).length > 0 ? { Environment: { Variables: settings.variables } } : {}),
    TracingConfig: { Mode: settings.tracingMode },
    RevisionId: version.revisionId,
    Layers: [],
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [settings.architecture],
    EphemeralStorage: { Size: settings.ephemeralStorage },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: {
      LogFormat: settings.logFormat,
      ...(settings.applicationLogLevel === undefined ? {} : { ApplicationLogLevel: settings.applicationLogLevel }),
      ...(settings.systemLogLevel === undefined ? {} : { SystemLogLevel: settings.systemLogLevel }),
      LogGroup: settings.logGroup,
    },
  };
}
