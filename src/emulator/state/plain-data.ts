/**
 * Plain data with maps and dates as JSON text, and back: `{"$map": [[key, value], …]}` and `{"$date": ms}`. No key that
 * AWS gives a member begins with a dollar sign but `$LATEST`, which is neither.
 */
export function encode(data: unknown): string {
  return JSON.stringify(data, function replace(this: Record<string, unknown>, key: string, value: unknown) {
    // A Date has become a text by the time that it is handed over; the holder has it still.
    const original = this[key];
    if (original instanceof Map) return { $map: [...original] };
    if (original instanceof Date) return { $date: original.getTime() };
    if (original instanceof Uint8Array) return { $bytes: Buffer.from(original).toString('base64') };
    return value;
  });
}

export function decode(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$map' in value) return new Map(value.$map as [unknown, unknown][]);
    if ('$date' in value) return new Date(value.$date as number);
    if ('$bytes' in value) return Buffer.from(value.$bytes as string, 'base64');
    return value;
  });
}
