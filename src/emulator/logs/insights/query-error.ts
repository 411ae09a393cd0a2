/** A query that AWS would refuse with MalformedQueryException, and where in the text. */
export class QueryError extends Error {
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.name = 'QueryError';
    this.start = start;
    this.end = end;
  }
}

/** As seen of AWS in 2026: `unexpected symbol found ( at line 1 and position 115`; positions count from 0. */
export function unexpected(query: string, symbol: string, start: number): QueryError {
  const before = query.slice(0, start).split('\n');
  const where = `at line ${before.length} and position ${before.at(-1)?.length ?? 0}`;
  return new QueryError(`unexpected symbol found ${symbol} ${where}`, start, start + symbol.length);
}
