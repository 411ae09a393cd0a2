export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a whole line holds, if it does. */
export function asObject(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A string that is cut ends with the line: the pattern never fails behind a quote, so no character is read twice. */
const TOKEN = /"(?:[^"\\]|\\.?)*(?:"|$)|[{}[\]:,]/gs;

/**
 * The `type` of a JSON object that is cut somewhere behind it: the one at the top level, not one inside a string or a
 * nested object. Each character is looked at once.
 */
export function topLevelType(line: string): string | undefined {
  if (!line.trimStart().startsWith('{')) return undefined;
  let depth = 0;
  let key: string | undefined;
  let last = '';
  for (const [token] of line.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token === ':' && depth === 1) key = last;
    else if (token === ',' && depth === 1) key = undefined;
    else if (token.startsWith('"') && depth === 1) {
      if (key === '"type"') return token.replaceAll('"', '');
      last = token;
    }
  }
  return undefined;
}
