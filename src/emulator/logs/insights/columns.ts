import type { Query } from './syntax.js';

/** Which columns come out of a query, and whether they are those of events, which have a pointer. */
export interface Columns {
  readonly names: readonly string[];
  readonly isOfEvents: boolean;
}

/**
 * Those of `fields` and what `parse` found; `display` and `stats` begin anew. A query with none of these shows
 * @timestamp and @message (user guide, "filter"); one with `parse` alone the fields that it makes (an answer of AWS's,
 * aws-sdk-js-v3 issue 6928).
 */
export function columnsOf(query: Query): Columns {
  let names: string[] | undefined;
  let isOfEvents = true;
  for (const command of query) {
    if (command.kind === 'stats') {
      names = [...command.by, ...command.items].map(({ name }) => name);
      isOfEvents = false;
    } else if (command.kind === 'display') {
      names = command.columns.map(({ name }) => name);
    } else if (command.kind === 'fields') {
      names = [...(names ?? []), ...command.columns.map(({ name }) => name)];
    } else if (command.kind === 'parse') {
      names = [...(names ?? []), ...command.names];
    }
  }
  return { names: [...new Set(names ?? ['@timestamp', '@message'])], isOfEvents };
}
