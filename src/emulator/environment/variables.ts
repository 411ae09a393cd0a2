import { dirname } from 'node:path';
import type { FunctionVersion } from '../functions/configuration.js';
import { familyOf, languageVersion } from '../runtimes/catalogue.js';
import { runtimeFolder } from '../runtimes/command.js';

export interface Surroundings {
  readonly runtimeApi: string;
  readonly logStream: string;
}

/**
 * What a function finds in its environment: AWS's list ("Defined runtime environment variables", developer guide, read
 * 2026-10) and its own settings, nothing of the host's. Credentials are dummies: nothing checks them here.
 */
export function variablesFor(
  version: FunctionVersion,
  { runtimeApi, logStream }: Surroundings,
): Record<string, string> {
  const { settings, code } = version;
  const { runtime } = settings;
  const taskRoot = code.folder;
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:/opt/bin`,
    LD_LIBRARY_PATH: `${taskRoot}:${taskRoot}/lib:/opt/lib`,
    ...languageVariables(runtime, taskRoot),
    ...settings.variables,
    _HANDLER: settings.handler,
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: runtimeFolder(runtime, taskRoot),
    AWS_REGION: version.region,
    AWS_DEFAULT_REGION: version.region,
    AWS_LAMBDA_FUNCTION_NAME: version.name,
    AWS_LAMBDA_FUNCTION_VERSION: version.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memorySize),
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_ACCESS_KEY_ID: 'ASIAKELVINEMULATOR00',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SESSION_TOKEN: 'emulated',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '169.254.79.129:2000',
  };
}

/** Custom runtimes have no AWS_EXECUTION_ENV (same list). Functions may set the search paths themselves. */
function languageVariables(runtime: string, taskRoot: string): Record<string, string> {
  const version = languageVersion(runtime);
  switch (familyOf(runtime)) {
    case 'nodejs':
      return {
        AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
        NODE_PATH: `/opt/nodejs/node${version}/node_modules:/opt/nodejs/node_modules:${taskRoot}`,
      };
    case 'python':
      return { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}` };
    case 'provided':
      return {};
  }
}
