/**
 * The canonical forms of Signature Version 4 ("Create a signed AWS API request", IAM user guide, read 2026-11). The
 * emulator's verifier has its own: a signer that shared them could not be checked against it.
 */

/** Every byte but the unreserved letters becomes `%XY`; `encodeURIComponent` leaves five more letters as they are. */
const encode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * Of a path as it is sent: without dot segments and empty ones, and with each segment encoded once more, `%` included.
 * That is so for every service but S3.
 */
export function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encode(segment));
  }
  const isFolder = segments.length > 0 && path.endsWith('/');
  return `/${segments.join('/')}${isFolder ? '/' : ''}`;
}

/** Of a query string as it is sent, without `?`: each name and value encoded once, in the order of what came out. */
export function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '');
  const canonical = pairs.map((pair) => {
    const at = pair.indexOf('=');
    const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    return [encode(decode(name)), encode(decode(value))] as const;
  });
  canonical.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return canonical.map(([name, value]) => `${name}=${value}`).join('&');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What is encoded and what is not, in one text. A `%` that begins no code stands for itself; a `+` does too. */
const decode = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes;
    }
  });

/** Of a header's value: no space around it, and one wherever there are several. */
export const canonicalValue = (value: string): string => value.trim().replaceAll(/\s+/g, ' ');
