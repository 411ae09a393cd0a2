import type { ConcurrencyLimit } from '../../target/index.js';

/** What is told, before a load, of how many execution environments its function may have. */
export function concurrencyNote(name: string, limit: ConcurrencyLimit): string {
  switch (limit.kind) {
    case 'reserved':
      return limit.limit === 0
        ? `${name} has a reserved concurrency of 0, so that every request will be throttled: load a copy of it (--copy), or have its owner raise it (aws lambda put-function-concurrency)`
        : `${name} has a reserved concurrency of ${limit.limit}, which its own callers share: what would need more at once will be throttled, theirs too. A copy (--copy) takes nothing of it`;
    case 'unreserved':
      return `${name} may have up to ${limit.limit} execution environments at once, which all functions of the account share that have no reserved concurrency`;
    case 'unknown':
      return `how many execution environments ${name} may have at once could not be read (${limit.reason})`;
  }
}
