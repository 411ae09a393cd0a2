/** What a recording can hold; a Date is what boto3 hands out as `datetime`. */
export type Recordable = null | boolean | number | string | Date | readonly Recordable[] | Members;
export interface Members {
  readonly [name: string]: Recordable;
}

export const isMembers = (value: Recordable | undefined): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const METADATA = 'ResponseMetadata';

/**
 * Members in alphabetical order with the metadata last, as the recorder put them before it numbered values by their
 * first appearance (localstack-snapshot, `_order_dict`). A list at the top is left as it is.
 */
export function inRecordedOrder(value: Recordable): Recordable {
  if (!isMembers(value)) return value;
  const names = Object.keys(value).filter((name) => name !== METADATA);
  const ordered = names.toSorted().map((name) => {
    const member = value[name] ?? null;
    return [name, Array.isArray(member) ? member.map(inRecordedOrder) : inRecordedOrder(member)];
  });
  const metadata = value[METADATA];
  return Object.fromEntries(metadata === undefined ? ordered : [...ordered, [METADATA, inRecordedOrder(metadata)]]);
}

/** Texts that hold a JSON object become that object: policies, payloads (`_transform_dict_to_parseable_values`). */
export function withParsedTexts(members: Members): Members {
  return mapMembers(members, (_, value) => {
    if (typeof value === 'string' && value.startsWith('{')) return parsed(value);
    if (Array.isArray(value)) return value.map((item) => (isMembers(item) ? withParsedTexts(item) : item));
    return isMembers(value) ? withParsedTexts(value) : value;
  });
}

export function mapMembers(members: Members, change: (name: string, value: Recordable) => Recordable): Members {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(name, value)]));
}

function parsed(text: string): Recordable {
  try {
    return JSON.parse(text) as Recordable;
  } catch {
    return text;
  }
}
