import { setTimeout } from 'node:timers/promises';
import type { FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import type { Runtime } from '@aws-sdk/client-lambda';
import { createUsual, packageOf, until } from './functions.js';
import { type Stage, uniqueName } from './stage.js';

type Usual = Parameters<typeof createUsual>[2];

/** Creates a usual function of one of our handlers, which is its `handler.py` or `handler.js`. */
export async function createFrom(stage: Stage, file: string, settings: Usual = {}): Promise<string> {
  const name = uniqueName('test_lambda_');
  await createUsual(stage, name, await from(file, settings));
  return name;
}

/** The settings of a function whose code is one of our handlers. */
export async function from(file: string, settings: Usual = {}): Promise<NonNullable<Usual>> {
  const extension = file.slice(file.lastIndexOf('.'));
  const Runtime: Runtime = extension === '.py' ? 'python3.12' : 'nodejs20.x';
  const [entry = 'handler'] = (settings.Handler ?? 'handler.handler').split('.');
  return { Runtime, Code: { ZipFile: await packageOf(file, `${entry}${extension}`) }, ...settings };
}

/** All events of a function's log, when they are as many as they are to become. */
export async function logEvents(
  { logs }: Stage,
  functionName: string,
  areComplete: (messages: readonly string[]) => boolean,
): Promise<FilteredLogEvent[]> {
  const logGroupName = `/aws/lambda/${functionName}`;
  let events: FilteredLogEvent[] = [];
  await until(async () => {
    events = (await logs.filterLogEvents({ logGroupName }).catch(() => ({ events: [] }))).events ?? [];
    return areComplete(events.map((event) => event.message ?? ''));
  });
  return events;
}

export const countOf = (messages: readonly string[], word: string): number =>
  messages.filter((message) => message.includes(word)).length;

export const pause = (ms: number): Promise<void> => setTimeout(ms);
