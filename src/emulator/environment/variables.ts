import type { Credentials } from '../credentials.js';
import type { FunctionVersion } from '../functions/configuration.js';
import { familyOf, languageVersion, lastNumber } from '../runtimes/catalogue.js';
import type { Paths } from '../runtimes/paths.js';

export interface Surroundings {
  readonly runtimeApi: string;
  readonly logStream: string;
  /** As the function sees them. */
  readonly paths: Paths;
  readonly credentials: Credentials;
  /** `on-demand` where nothing is said. */
  readonly initializationType?: string;
}

/** AWS's own address; nobody listens there. */
const XRAY_DAEMON = { host: '169.254.100.1', port: '2000' };

/**
 * What a function finds in its environment: AWS's ("Defined runtime environment variables", developer guide, read
 * 2026-10, and what functions of each runtime have seen, recorded 2026-01) and its own settings, nothing of the host's.
 *
 * _X_AMZN_TRACE_ID is the runtime's to set.
 */
export function variablesFor(version: FunctionVersion, surroundings: Surroundings): Record<string, string> {
  const { settings, region } = version;
  const { paths, credentials } = surroundings;
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...searchPaths(settings.runtime, paths),
    ...languageVariables(settings.runtime, paths),
    ...settings.variables,
    ...loggingVariables(version),
    _HANDLER: settings.handler,
    LAMBDA_TASK_ROOT: paths.taskRoot,
    LAMBDA_RUNTIME_DIR: paths.runtimeDir,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: version.name,
    AWS_LAMBDA_FUNCTION_VERSION: version.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memorySize),
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: surroundings.logStream,
    AWS_LAMBDA_INITIALIZATION_TYPE: surroundings.initializationType ?? 'on-demand',
    AWS_LAMBDA_RUNTIME_API: surroundings.runtimeApi,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: `${XRAY_DAEMON.host}:${XRAY_DAEMON.port}`,
    _AWS_XRAY_DAEMON_ADDRESS: XRAY_DAEMON.host,
    _AWS_XRAY_DAEMON_PORT: XRAY_DAEMON.port,
  };
}

/** The oldest OS-only runtime has no place for a language; functions may set these themselves. */
function searchPaths(runtime: string, { taskRoot, runtimeDir, optDir, langDir }: Paths): Record<string, string> {
  const language = runtime === 'provided.al2' ? [[], []] : [[`${langDir}/bin`], [`${langDir}/lib`]];
  const [bin = [], lib = []] = language;
  return {
    PATH: [...bin, '/usr/local/bin', '/usr/bin/', '/bin', `${optDir}/bin`].join(':'),
    LD_LIBRARY_PATH: [
      ...[...lib, '/lib64', '/usr/lib64', runtimeDir, `${runtimeDir}/lib`],
      ...[taskRoot, `${taskRoot}/lib`, `${optDir}/lib`],
    ].join(':'),
  };
}

/** What AWS's start script of the family exports; that of custom runtimes is the function's own, and says nothing. */
function languageVariables(runtime: string, { taskRoot, runtimeDir, optDir }: Paths): Record<string, string> {
  const family = familyOf(runtime);
  if (family === 'provided') return {};
  const shell = { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`, PWD: taskRoot, SHLVL: '0' };
  if (family === 'python') {
    // Amazon Linux 2023 lacks the locale that LANG names, and Python chooses another then; so it does here.
    const locale = lastNumber(runtime) >= 12 ? { LC_CTYPE: 'C.UTF-8' } : {};
    return { ...shell, ...locale, PYTHONPATH: runtimeDir };
  }
  if (family !== 'nodejs') return shell;
  const layers = [`${optDir}/nodejs/node${languageVersion(runtime)}/node_modules`, `${optDir}/nodejs/node_modules`];
  return { ...shell, NODE_PATH: [...layers, `${runtimeDir}/node_modules`, runtimeDir, taskRoot].join(':') };
}

/**
 * Where AWS's runtimes frame their messages, which they take out again before they load a function. Custom runtimes get
 * none. Here it is standard output, between whose lines the frames are told (`OutputReader`).
 */
export const framingVariable = (runtime: string): Record<string, string> =>
  familyOf(runtime) === 'provided' ? {} : { _LAMBDA_TELEMETRY_LOG_FD: '1' };

/** Functions with text logs see neither of them. */
function loggingVariables({ settings }: FunctionVersion): Record<string, string> {
  if (settings.logFormat !== 'JSON') return {};
  return { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: settings.applicationLogLevel ?? 'INFO' };
}
