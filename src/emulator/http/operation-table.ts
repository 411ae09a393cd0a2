import type { OperationModel } from '../api/model.js';
import { modelOf } from '../api/models.js';
import type { Operation } from './operation.js';
import { operations } from './operations.js';

export interface MatchedOperation {
  readonly operation: Operation;
  readonly model: OperationModel;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Entry {
  readonly name: string;
  readonly model: OperationModel;
  /** The parts of the path: a fixed text, or the name of a parameter in braces. */
  readonly parts: readonly string[];
  /** Such as `List=ALL`, where two operations share a path. */
  readonly fixedQuery: readonly (readonly [string, string])[];
}

const emulated: ReadonlyMap<string, Operation> = new Map(operations.map((it) => [`${it.api}.${it.name}`, it]));

const entries: readonly Entry[] = Object.entries(modelOf('lambda').operations)
  .map(([name, model]) => {
    const [path = '', query] = model.uri.split('?');
    return { name, model, parts: partsOf(path), fixedQuery: [...new URLSearchParams(query)] };
  })
  .sort((a, b) => b.fixedQuery.length - a.fixedQuery.length);

/** Whether an operation of AWS's model is here at all, for the table in the README. Invoke has a route of its own. */
export const isEmulated = (api: 'lambda' | 'logs', name: string): boolean =>
  emulated.has(`${api}.${name}`) || (api === 'lambda' && name === 'Invoke');

/**
 * Finds the operation of a request by AWS's model. @returns the name alone when AWS has the operation and the emulator
 * has not; undefined when AWS has none either.
 */
export function findLambdaOperation(
  method: string,
  path: string,
  query: URLSearchParams,
): MatchedOperation | string | undefined {
  const parts = partsOf(path);
  for (const entry of entries) {
    if (entry.model.method !== method || !entry.fixedQuery.every(([key, value]) => query.get(key) === value)) continue;
    const parameters = matchParts(entry.parts, parts);
    if (parameters === undefined) continue;
    const operation = emulated.get(`lambda.${entry.name}`);
    return operation === undefined ? entry.name : { operation, model: entry.model, parameters };
  }
  return undefined;
}

/** CloudWatch Logs has one path, and a header that names the operation: `Logs_20140328.FilterLogEvents`. */
export function findLogsOperation(target: string): MatchedOperation | string | undefined {
  const [service, name = ''] = target.split('.');
  const model = service === 'Logs_20140328' ? modelOf('logs').operations[name] : undefined;
  if (model === undefined) return undefined;
  const operation = emulated.get(`logs.${name}`);
  return operation === undefined ? name : { operation, model, parameters: {} };
}

/** AWS takes a slash at the end of a path or none; the SDK for ListFunctions sends one. */
function partsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

function matchParts(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (!wanted.startsWith('{')) {
      if (wanted !== part) return undefined;
    } else {
      if (part === '') return undefined;
      parameters[wanted.slice(1, -1)] = decode(part);
    }
  }
  return parameters;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
