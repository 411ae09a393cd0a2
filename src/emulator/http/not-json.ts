/** Values, as Jackson lists them. */
const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const LITERALS = ['null', 'true', 'false'];
/** Of the source and of a token, in an error message. */
const MAX_SNIPPET_BYTES = 500;
const MAX_TOKEN_LENGTH = 256;

/** What is wrong, and how many bytes had been read when that was found. */
interface Complaint {
  readonly reason: string;
  readonly read: number;
}

/**
 * Why a text that is no JSON is refused, in the words of Jackson, with which AWS reads payloads: they stand in its
 * answers ("Unrecognized token", "Invalid UTF-8 start byte 0x97"; answers that people quote in public issues, 2018-2024).
 * Of a text that begins as JSON does, JavaScript's own words are given.
 */
export function whyNotJson(bytes: Uint8Array, otherwise: string): string {
  const start = bytes.findIndex((it) => !isSpace(it));
  const complaint = start === -1 ? undefined : complaintOf(bytes, start);
  if (complaint === undefined) return otherwise;
  const read = Buffer.from(bytes.subarray(0, complaint.read));
  const line = read.filter((it) => it === NEWLINE).length + 1;
  const column = complaint.read - (read.lastIndexOf(NEWLINE) + 1) + 1;
  return `${complaint.reason}\n at [Source: (byte[])"${snippet(bytes)}; line: ${line}, column: ${column}]`;
}

const NEWLINE = 0x0a;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === NEWLINE || byte === 0x0d;

function complaintOf(bytes: Uint8Array, start: number): Complaint | undefined {
  const first = String.fromCharCode(bytes[start] ?? 0);
  if (/[{["\d-]/.test(first)) return undefined;
  const literal = LITERALS.find((it) => it.startsWith(first));
  if (literal !== undefined) return tokenFrom(bytes, start, matched(bytes, start, literal));
  if (/[a-zA-Z_$¢-¥ªµºÀ-ÖØ-öø-ÿ]/.test(first)) return tokenFrom(bytes, start, first);
  return { reason: `Unexpected character (${described(first)}): expected a valid value ${VALUES}`, read: start + 1 };
}

function matched(bytes: Uint8Array, start: number, literal: string): string {
  const differs = [...literal].findIndex((it, index) => bytes[start + index] !== it.charCodeAt(0));
  return differs === -1 ? literal : literal.slice(0, differs);
}

/** A token goes on as long as the characters could be a name's in Java. */
function tokenFrom(bytes: Uint8Array, start: number, begun: string): Complaint {
  let token = begun;
  let read = start + begun.length;
  while (read < bytes.length) {
    const letter = decoded(bytes, read);
    if ('reason' in letter) return letter;
    read = letter.read;
    if (!/[\p{ID_Continue}\p{Sc}\p{Pc}\p{Cf}\p{Cc}]/u.test(letter.text) || /\s/.test(letter.text)) break;
    token += letter.text;
    if (token.length >= MAX_TOKEN_LENGTH) {
      token += '...';
      break;
    }
  }
  return { reason: `Unrecognized token '${token}': was expecting ${VALUES}`, read };
}

/** One character of UTF-8. */
function decoded(bytes: Uint8Array, at: number): { readonly text: string; readonly read: number } | Complaint {
  const first = bytes[at] ?? 0;
  const length = lengthOf(first);
  if (length === 0) return { reason: `Invalid UTF-8 start byte 0x${first.toString(16)}`, read: at + 1 };
  for (let next = at + 1; next < at + length; next += 1) {
    const byte = bytes[next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return { reason: `Invalid UTF-8 middle byte 0x${byte.toString(16)}`, read: next + 1 };
  }
  return { text: Buffer.from(bytes.subarray(at, at + length)).toString(), read: at + length };
}

/** 0 for a byte that begins no character. */
function lengthOf(first: number): number {
  if (first < 0x80) return 1;
  if ((first & 0xe0) === 0xc0) return 2;
  if ((first & 0xf0) === 0xe0) return 3;
  return (first & 0xf8) === 0xf0 ? 4 : 0;
}

function described(letter: string): string {
  const code = letter.charCodeAt(0);
  const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
  return isControl ? `(CTRL-CHAR, code ${code})` : `'${letter}' (code ${code})`;
}

function snippet(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, MAX_SNIPPET_BYTES)).toString();
  const escaped = text.replace(/\p{Cc}/gu, (it) => {
    const code = it.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return it === '\n' || it === '\r' ? it : `\\u${code}`;
  });
  const rest = bytes.length - MAX_SNIPPET_BYTES;
  return `${escaped}"${rest > 0 ? `[truncated ${rest} bytes]` : ''}`;
}
