export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * One object with the fields of another laid over it, field by field all the way down. A list is replaced whole: a tier
 * has no name by which it could be found in the list below.
 */
export function merged(below: JsonObject, above: JsonObject): JsonObject {
  const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries(
    [...keys].map((key) => {
      if (!Object.hasOwn(above, key)) return [key, below[key]];
      const [old, own] = [Object.hasOwn(below, key) ? below[key] : undefined, above[key]];
      return [key, isObject(old) && isObject(own) ? merged(old, own) : own];
    }),
  );
}
