import type { LogGroup } from '../../logs/log-group.js';
import type { LogsRegion } from '../../logs/logs-region.js';
import type { Context } from '../operation.js';
import { invalidParameter, noSuchGroup } from './errors.js';

export const regionOf = ({ service, region }: Context): LogsRegion => service.logs.region(region);

/** @throws ServiceError ResourceNotFoundException */
export function requireGroup(context: Context, name: string | undefined): LogGroup {
  const group = regionOf(context).group(name ?? '');
  if (group === undefined) throw noSuchGroup();
  return group;
}

/** `arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/name`, with `:*` behind it or not, or the name alone. */
export const nameOf = (identifier: string): string =>
  identifier.replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, '').replace(/:\*$/, '');

/** @throws ServiceError for a group that is not there, or that is named twice or not at all. */
export function requireNamedOnce(
  context: Context,
  input: { readonly logGroupName?: string | undefined; readonly logGroupIdentifier?: string | undefined },
): LogGroup {
  const { logGroupName, logGroupIdentifier } = input;
  if (logGroupName !== undefined && logGroupIdentifier !== undefined) {
    throw invalidParameter('LogGroup name and LogGroup ARN are mutually exclusive parameters.');
  }
  if (logGroupName === undefined && logGroupIdentifier === undefined) {
    throw invalidParameter('Should provide either name or id, but not both');
  }
  return requireGroup(context, logGroupName ?? nameOf(logGroupIdentifier ?? ''));
}
