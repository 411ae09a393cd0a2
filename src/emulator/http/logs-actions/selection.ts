import { z } from 'zod';
import type { LogEvent, LogStore } from '../../logs/log-store.js';
import { ServiceError } from '../../service-error.js';

/** What the operations that read events have in common. */
export const selectionShape = {
  logGroupName: z.string().nullish(),
  logGroupIdentifier: z.string().nullish(),
  startTime: z.number().nullish(),
  endTime: z.number().nullish(),
  limit: z.int().min(1).max(10_000).nullish(),
  nextToken: z.string().nullish(),
};
type Selection = z.infer<z.ZodObject<typeof selectionShape>>;

/** An identifier is a name or an ARN that ends in it. */
export function groupNameOf(selection: Pick<Selection, 'logGroupName' | 'logGroupIdentifier'>): string {
  const identifier = selection.logGroupIdentifier?.replace(/^arn:[^/]*:log-group:/, '').replace(/:\*$/, '');
  return selection.logGroupName ?? identifier ?? '';
}

export function eventsOf(logs: LogStore, groupName: string): readonly LogEvent[] {
  return found(logs.events(groupName), 'group');
}

export function found<T>(value: T | undefined, what: 'group' | 'stream'): T {
  if (value !== undefined) return value;
  throw new ServiceError('ResourceNotFoundException', 400, `The specified log ${what} does not exist.`);
}

export function isWithin(event: LogEvent, { startTime, endTime }: Selection): boolean {
  return event.timestamp >= (startTime ?? 0) && event.timestamp <= (endTime ?? Number.MAX_SAFE_INTEGER);
}
