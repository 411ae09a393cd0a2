/**
 * What the platform's lines begin with. A line that begins otherwise is the application's own and is never made a string:
 * most lines are told by their first two bytes.
 */
const HEADS = [
  'START RequestId:',
  'END RequestId:',
  'REPORT',
  'INIT_START',
  'INIT_REPORT',
  'RESTORE_START',
  'RESTORE_REPORT',
  'EXTENSION',
  'TELEMETRY',
  'LOGS',
  'RequestId: ',
  'Task timed out after ',
].map((head) => Uint8Array.from(Buffer.from(head, 'latin1')));

const pairOf = (first = 0, second = 0): number => (first << 8) | second;
const BY_PAIR = new Map<number, Uint8Array[]>();
const IS_PAIR = new Uint8Array(65_536);
for (const head of HEADS) {
  const pair = pairOf(head[0], head[1]);
  BY_PAIR.set(pair, [...(BY_PAIR.get(pair) ?? []), head]);
  IS_PAIR[pair] = 1;
}

const SPACE = 32;
const TAB = 9;
const BRACE = 123;
const [ZERO, NINE, BIG_Z] = [48, 57, 90];

/** First bytes of lines that may be the platform's: of its own words, a timestamp, an event, or white space before them. */
export const MAY_BEGIN = new Uint8Array(256);
for (const byte of [...HEADS.map((head) => head[0] ?? 0), ...Buffer.from('0123456789{ \t')]) MAY_BEGIN[byte] = 1;

/** `own`: the application's; `stamped`: it begins with a digit, perhaps a timestamp; `perhaps`: worth being read. */
export type LineStart = 'own' | 'stamped' | 'perhaps';

export function lineStart(buffer: Buffer, from: number, end: number): LineStart {
  const first = buffer[from] ?? 0;
  if (IS_PAIR[pairOf(first, buffer[from + 1])] === 1) return hasHead(buffer, from) ? 'perhaps' : 'own';
  if (first >= ZERO && first <= NINE) return 'stamped';
  if (first === BRACE) return isEvent(buffer, from + 1, end) ? 'perhaps' : 'own';
  if (first !== SPACE && first !== TAB) return 'own';
  const at = afterSpaces(buffer, from, end);
  return at < end && lineStart(buffer, at, end) === 'perhaps' ? 'perhaps' : 'own';
}

const EVENT_KEYS = ['"time"', '"type"', '"record"'].map((key) => Uint8Array.from(Buffer.from(key, 'latin1')));

/** The platform's events have three keys, in any order; an application's JSON line begins with `"timestamp"` or others. */
function isEvent(buffer: Buffer, from: number, end: number): boolean {
  const at = afterSpaces(buffer, from, end);
  for (const key of EVENT_KEYS) if (stands(key, buffer, at)) return true;
  return false;
}

function afterSpaces(buffer: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && (buffer[at] === SPACE || buffer[at] === TAB)) at++;
  return at;
}

function hasHead(buffer: Buffer, from: number): boolean {
  for (const head of BY_PAIR.get(pairOf(buffer[from], buffer[from + 1])) ?? []) {
    if (stands(head, buffer, from)) return true;
  }
  return false;
}

function stands(text: Uint8Array, buffer: Buffer, at: number): boolean {
  for (let index = 0; index < text.length; index++) if (buffer[at + index] !== text[index]) return false;
  return true;
}

/** Length of `2024-05-01T10:00:00.000Z ` in exports to S3. */
export const STAMP_LENGTH = 25;
const STAMP_FORM = Uint8Array.from(Buffer.from('0000-00-00T00:00:00.000Z'));

/** Whether a whole timestamp stands here, and what follows it: a space as in exports, a tab as Node.js functions print. */
export function stampedWith(buffer: Buffer, from: number): 'space' | 'tab' | 'other' {
  // What follows tells most lines: it is looked at first. Behind Z and a tab no form of timestamp needs to be told apart.
  const next = buffer[from + STAMP_LENGTH - 1];
  if (next === TAB && buffer[from + STAMP_LENGTH - 2] === BIG_Z) return 'tab';
  if (next !== SPACE) return 'other';
  for (let index = 0; index < STAMP_LENGTH - 1; index++) {
    const form = STAMP_FORM[index] ?? 0;
    const byte = buffer[from + index] ?? 0;
    if (form === ZERO ? byte < ZERO || byte > NINE : byte !== form) return 'other';
  }
  return 'space';
}
