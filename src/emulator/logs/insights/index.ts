export { discover } from './discovered-fields.js';
export { Execution, type ResultField } from './execution.js';
export { parseQuery } from './parser.js';
export { QueryError } from './query-error.js';
export type { QueryEvent } from './row.js';
export type { Query } from './syntax.js';
