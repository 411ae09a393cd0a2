/** A request before its body, as it came over the wire: nothing decoded, normalised or put together. */
export interface RequestHead {
  readonly method: string;
  /** Path and query string. */
  readonly target: string;
  /** Names and values in turn: `rawHeaders` of Node.js. */
  readonly rawHeaders: readonly string[];
}

/**
 * What both sides put the signature on ("Create a signed AWS API request", IAM user guide, read 2026-11). Two encodings
 * of the same address have to come out the same, so nothing of it is taken as it stands.
 *
 * `@smithy/signature-v4`, which the SDK brings, was weighed for this and not taken: it signs and does not verify, wants
 * a parsed request, and leaves out the headers that its own SDK never signs, such as User-Agent, which AWS's SDK for Java
 * does sign. What is left of it after that is this file.
 */
export function canonicalRequest(head: RequestHead, signedHeaders: readonly string[], payloadHash: string): string {
  const [path = '', query = ''] = splitTarget(head.target);
  return [
    head.method,
    canonicalPath(path),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${headerValue(head, name) ?? ''}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

export function splitTarget(target: string): [path: string, query: string] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

/** @param name in small letters. All values of a header that comes several times, in their order. */
export function headerValue({ rawHeaders }: RequestHead, name: string): string | undefined {
  const values: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === name) values.push(trimAll(rawHeaders[index + 1] ?? ''));
  }
  return values.length === 0 ? undefined : values.join(',');
}

const trimAll = (value: string): string => value.trim().replace(/\s+/g, ' ');

/** Dot segments and empty ones are gone before it is signed, and what the wire has encoded is encoded once more. */
function canonicalPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const closing = kept.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${kept.join('/')}${closing}`.replace(/[^A-Za-z0-9\-_.~/]/gu, percent);
}

/** In the order of the encoded names, then values. The signature of a presigned address cannot be part of itself. */
function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? [encodeOnce(pair), '']
        : [encodeOnce(pair.slice(0, equals)), encodeOnce(pair.slice(equals + 1))];
    })
    .sort(([name, value], [otherName, otherValue]) => order(name, otherName) || order(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Whatever is encoded already stays so, except that no unreserved character is: `%7e` and `~` are both `~`. */
function encodeOnce(text: string): string {
  return text.replace(/%[0-9a-f]{2}|[^A-Za-z0-9\-_.~]/giu, (found) => {
    if (found.length !== 3) return percent(found);
    const letter = String.fromCharCode(Number.parseInt(found.slice(1), 16));
    return /[A-Za-z0-9\-_.~]/.test(letter) ? letter : found.toUpperCase();
  });
}

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
