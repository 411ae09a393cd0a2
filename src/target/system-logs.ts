import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { TargetError } from './error.js';

/**
 * Whether a success leaves no report: JSON logs whose system logs begin at WARN. AWS gives the report of a success the
 * level INFO ("Log-level filtering", developer guide, read 2026-11); text logs have no levels. Whether the tail that
 * Invoke returns is filtered as the log group is, is documented nowhere that was found: it is taken to be.
 */
export const isSilent = ({ LoggingConfig }: FunctionConfiguration): boolean =>
  LoggingConfig?.LogFormat === 'JSON' && LoggingConfig.SystemLogLevel === 'WARN';

/** Of a function that is to be measured by its reports. @throws TargetError before anything is sent or changed */
export function checkReports(configuration: FunctionConfiguration, name: string): void {
  if (!isSilent(configuration)) return;
  throw new TargetError(
    `${name} writes no report of a success: its system log level is WARN, and there is nothing else to measure it by`,
    `--copy measures a copy of it that logs at INFO, and leaves it as it is; or set it yourself: ${atInfo(name)}`,
  );
}

const atInfo = (name: string): string =>
  `aws lambda update-function-configuration --function-name ${name} --logging-config LogFormat=JSON,SystemLogLevel=INFO`;
