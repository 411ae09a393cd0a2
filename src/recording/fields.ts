/** What a line of a recording is before it is known to be one. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (it: unknown): it is Fields => typeof it === 'object' && it !== null && !Array.isArray(it);

/** A line as JSON has it; undefined where it is none, or no object. */
export function fieldsOf(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
