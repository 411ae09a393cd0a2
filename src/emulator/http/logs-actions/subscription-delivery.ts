import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { SubscriptionFilter } from '@aws-sdk/client-cloudwatch-logs';
import { ACCOUNT_ID, functionArn, parseFunctionName } from '../../functions/function-name.js';
import { versionToRun } from '../../functions/version-to-run.js';
import { parseFilterPattern } from '../../logs/filter-pattern/index.js';
import { eventIdOf, type LogEvent } from '../../logs/log-event.js';
import type { LogGroup } from '../../logs/log-group.js';
import type { Context } from '../operation.js';
import { newTraceRoot, traceOfInvocation } from '../trace-id.js';

const compress = promisify(gzip);

/**
 * Invokes the functions that a group's subscription filters name, with the events of one PutLogEvents that match, and
 * waits for none of them. What functions write themselves is not delivered: a function that is subscribed to its own
 * group would never come to rest.
 */
export function deliverToSubscribers(context: Context, group: LogGroup, events: readonly LogEvent[]): void {
  for (const filter of group.subscriptionFilters.values()) {
    const { matches } = parseFilterPattern(filter.filterPattern ?? '');
    const matching = events.filter(({ message }) => matches(message));
    const isOfFunction = /^arn:[^:]*:lambda:/.test(filter.destinationArn ?? '');
    // A function that is gone by now, or fails, is nobody's who puts events.
    if (isOfFunction && matching.length > 0) deliver(context, group, filter, matching).catch(() => undefined);
  }
}

async function deliver(
  { service, region }: Context,
  group: LogGroup,
  { filterName = '', destinationArn = '' }: SubscriptionFilter,
  events: readonly LogEvent[],
): Promise<void> {
  const data = await compress(JSON.stringify(messageOf(group, filterName, events)));
  const reference = parseFunctionName(destinationArn, region);
  await service.pool.invoke(versionToRun(service.registry, reference), {
    requestId: randomUUID(),
    invocationId: randomUUID(),
    payload: Buffer.from(JSON.stringify({ awslogs: { data: data.toString('base64') } })),
    invokedFunctionArn: functionArn(reference),
    traceId: traceOfInvocation(newTraceRoot(service.clock.epoch())),
  });
}

/** User guide, "Subscription filters with AWS Lambda" (read 2026-11). */
function messageOf(group: LogGroup, filterName: string, events: readonly LogEvent[]): object {
  return {
    messageType: 'DATA_MESSAGE',
    owner: ACCOUNT_ID,
    logGroup: group.name,
    logStream: events[0]?.stream,
    subscriptionFilters: [filterName],
    logEvents: events.map((event) => ({ id: eventIdOf(event), timestamp: event.timestamp, message: event.message })),
  };
}
