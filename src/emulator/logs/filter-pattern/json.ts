import { parseComparison, type Scalar } from './comparison.js';
import { type Condition, parseCondition } from './condition.js';
import { InvalidFilterPattern, type Scanner } from './scanner.js';

type Json = null | Scalar | readonly Json[] | { readonly [key: string]: Json };

const ROOT = /\$/y;
const STEP = /\.([\w@-]+)|\.?\[\s*(?:(\d+)|"([^"]*)"|'([^']*)')\s*\]/y;

/** `{ $.level = "ERROR" && ($.latency > 500 || $.retry IS TRUE) }`, the opening brace read already. */
export function parseJsonPattern(scanner: Scanner): (message: string) => boolean {
  const condition = parseCondition(scanner, parseLeaf);
  scanner.expect('}');
  if (!scanner.isAtEnd) throw new InvalidFilterPattern();
  return (message) => {
    const event = parseEvent(message);
    return event !== undefined && condition(event);
  };
}

/** Only an event that is JSON as a whole is looked into. */
function parseEvent(message: string): Json | undefined {
  const start = message.trimStart()[0];
  if (start !== '{' && start !== '[') return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

function parseLeaf(scanner: Scanner): Condition<Json> {
  const path = parseSelector(scanner);
  const find = (event: Json): Json | undefined => follow(event, path);
  if (scanner.match(/NOT\s+EXISTS\b/iy)) return (event) => find(event) === undefined;
  if (scanner.match(/EXISTS\b/iy)) return (event) => find(event) !== undefined;
  if (scanner.match(/IS\s+NULL\b/iy)) return (event) => find(event) === null;
  if (scanner.match(/IS\s+TRUE\b/iy)) return (event) => find(event) === true;
  if (scanner.match(/IS\s+FALSE\b/iy)) return (event) => find(event) === false;
  const test = parseComparison(scanner);
  if (test === undefined) throw new InvalidFilterPattern();
  // "The SELECTOR must point to a value node": of a list or an object, or where there is nothing, neither `=` nor `!=`
  // holds (user guide, "JSON special considerations").
  return (event) => {
    const value = find(event);
    return value !== undefined && isScalar(value) && test(value);
  };
}

function parseSelector(scanner: Scanner): readonly (string | number)[] {
  if (scanner.match(ROOT) === undefined) throw new InvalidFilterPattern();
  const path: (string | number)[] = [];
  for (let step = scanner.match(STEP); step !== undefined; step = scanner.match(STEP)) {
    const [, name, index, ...quoted] = step;
    path.push(index === undefined ? (name ?? quoted[0] ?? quoted[1] ?? '') : Number(index));
  }
  if (path.length === 0) throw new InvalidFilterPattern();
  return path;
}

function follow(event: Json, path: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = event;
  for (const step of path) {
    if (value === undefined || value === null || typeof value !== 'object') return undefined;
    if (Array.isArray(value) !== (typeof step === 'number')) return undefined;
    value = Object.hasOwn(value, step) ? (value as Readonly<Record<string | number, Json>>)[step] : undefined;
  }
  return value;
}

const isScalar = (value: Json): value is Scalar => value !== null && typeof value !== 'object';
