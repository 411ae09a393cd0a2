import { columnsOf } from './columns.js';
import { type QueryEvent, Row } from './row.js';
import { columnsStage, filterStage, parseStage } from './stages/row-stages.js';
import { dedupStage, limitStage, sortStage } from './stages/set-stages.js';
import type { Stage } from './stages/stage.js';
import { statsStage } from './stages/stats-stage.js';
import type { Command, Query } from './syntax.js';
import { textOf } from './value.js';

export interface ResultField {
  readonly field: string;
  readonly value: string;
}

/** As many rows there are at most if neither the query nor the request sets a limit (API reference, StartQuery). */
const DEFAULT_LIMIT = 10_000;

/** A query on its way: events go in, newest first, and when all have, the result comes out. */
export class Execution {
  readonly #query: Query;
  readonly #first: Stage;
  readonly #rows: Row[] = [];
  #matched = 0;

  /** @param limit is the request's; a `limit` in the query stands beside it. */
  constructor(query: Query, limit?: number) {
    this.#query = query;
    const most = limit ?? (query.some(({ kind }) => kind === 'limit') ? Number.MAX_SAFE_INTEGER : DEFAULT_LIMIT);
    const barrier = query.findIndex(({ kind }) => kind === 'stats' || kind === 'limit' || kind === 'dedup');
    const filters = barrier < 0 ? query : query.slice(0, barrier);
    const sink = limitStage(most, { push: (row) => this.#rows.push(row), end: () => undefined });
    const rest = query.slice(filters.length).reduceRight(stageOf, sink);
    this.#first = filters.reduceRight(stageOf, this.#counting(rest));
  }

  /** How many events came through the filters. */
  get matched(): number {
    return this.#matched;
  }

  push(event: QueryEvent): void {
    this.#first.push(new Row(event));
  }

  end(): ResultField[][] {
    this.#first.end();
    const { names, isOfEvents } = columnsOf(this.#query);
    const shown = isOfEvents ? new Set([...names, '@ptr']) : names;
    return this.#rows.splice(0).map((row) =>
      [...shown].flatMap((field) => {
        const value = row.field(field);
        return value === undefined ? [] : [{ field, value: textOf(value) }];
      }),
    );
  }

  #counting(next: Stage): Stage {
    const push = (row: Row): void => {
      this.#matched += 1;
      next.push(row);
    };
    return { push, end: () => next.end() };
  }
}

function stageOf(next: Stage, command: Command): Stage {
  switch (command.kind) {
    case 'fields':
    case 'display':
      return columnsStage(command.columns, next);
    case 'filter':
      return filterStage(command.condition, next);
    case 'parse':
      return parseStage(command, next);
    case 'stats':
      return statsStage(command, next);
    case 'sort':
      return sortStage(command.keys, next);
    case 'limit':
      return limitStage(command.count, next);
    case 'dedup':
      return dedupStage(command.keys, next);
  }
}
