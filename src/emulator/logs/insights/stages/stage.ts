import type { Row } from '../row.js';

/** One step of a query: takes rows in and hands rows on, some at once and some when no more come. */
export interface Stage {
  push(row: Row): void;
  end(): void;
}
