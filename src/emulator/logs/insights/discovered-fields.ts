import { lambdaFields } from './lambda-fields.js';

/** Of a JSON event, "a maximum of 200 log event fields" (user guide, "Fields in JSON logs", read 2026-11). */
const MAX_JSON_FIELDS = 200;

/**
 * The fields that CloudWatch Logs finds in an event by itself, all as text. Those of Lambda's lines begin with an at
 * sign; JSON is flattened, `record.metrics.durationMs` and `items.0.id`. Lambda's own records in the JSON log format have
 * the fields that stand in them and no others: that AWS would add `@type` or `@duration` to them is not documented.
 */
export function discover(message: string): ReadonlyMap<string, string> {
  const fields = lambdaFields(message);
  const json = firstObject(message);
  if (json !== undefined) flatten(json, '', fields);
  return fields;
}

/** "Only the first embedded JSON fragment in each log event" is looked into. */
function firstObject(message: string): object | undefined {
  const start = message.indexOf('{');
  if (start < 0) return undefined;
  const text = message.slice(start, endOfObject(message, start));
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const STRUCTURE = /"(?:[^"\\]|\\.)*"|[{}]/gs;

function endOfObject(message: string, start: number): number {
  STRUCTURE.lastIndex = start;
  let depth = 0;
  for (let found = STRUCTURE.exec(message); found !== null; found = STRUCTURE.exec(message)) {
    if (found[0] === '{') depth += 1;
    else if (found[0] === '}') depth -= 1;
    if (depth === 0) return STRUCTURE.lastIndex;
  }
  return message.length;
}

function flatten(value: unknown, path: string, fields: Map<string, string>): void {
  if (value === null || value === undefined || fields.size >= MAX_JSON_FIELDS) return;
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      // A name that begins with an at sign gets one more, so that it is told from AWS's own (user guide).
      const name = path === '' ? key.replace(/^@/, '@@') : `${path}.${key}`;
      flatten(inner, name, fields);
    }
  } else {
    fields.set(path, typeof value === 'boolean' ? String(Number(value)) : String(value));
  }
}
