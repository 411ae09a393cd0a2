import { setTimeout as sleep } from 'node:timers/promises';
import { paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { Connection } from './connection.js';

/** CloudWatch Logs shows an event some seconds after it was written; these waits add up to about 12 s. */
const WAITS_MS = [0, 500, 1000, 1500, 2000, 3000, 4000] as const;

/**
 * The lines of a log group that name a request, waiting until its report is among them. Empty when it does not come in
 * time or may not be read: the measurement is then unreadable, not lost, and the run goes on.
 */
export async function fetchLog(
  { logs }: Connection,
  logGroupName: string,
  requestId: string,
  signal: AbortSignal,
): Promise<string> {
  const startTime = Date.now() - 20 * 60_000;
  const query = { logGroupName, startTime, filterPattern: `"${requestId}"` };
  for (const wait of WAITS_MS) {
    try {
      await sleep(wait, undefined, { signal });
      const messages: string[] = [];
      // CloudWatch Logs gives empty pages with more behind them.
      for await (const page of paginateFilterLogEvents({ client: logs }, query)) {
        messages.push(...(page.events ?? []).map(({ message = '' }) => message));
      }
      const text = messages.join('\n');
      if (/^REPORT |"platform\.report"/m.test(text)) return text;
    } catch {
      return '';
    }
  }
  return '';
}
