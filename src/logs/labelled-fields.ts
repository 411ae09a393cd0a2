/** How the value of a label is read: a number with its unit, one word, an id that may be missing, a list, free text. */
export type FieldKind = 'ms' | 'MB' | 'word' | 'id' | 'list' | 'text';
export type Labels = Readonly<Record<string, FieldKind>>;

export interface Field {
  readonly label: string;
  /** As printed, without white space around it; a number is without its unit. Empty for a missing id. */
  readonly value: string;
  /** Nothing stands behind it, not even a tab: a word may have been longer. */
  readonly atEnd: boolean;
}

export interface Fields {
  readonly fields: readonly Field[];
  /** The line ends in the middle of a label or of a number. */
  readonly cut: boolean;
  /** Why it is no list of fields, if it is none. */
  readonly wrong?: string;
}

/**
 * Sticky, and each repeats over a class that what follows cannot begin with: one try is linear in what it consumes, a try
 * never reaches past the next colon, and the first failure ends the line. So no line takes more than linear time.
 */
const NUMBER = /\s+(\d+(?:\.\d+)?)\s+(ms|MB)(?=\s|$|[A-Z])/y;
const CUT_NUMBER = /\s*(?:\d+(?:\.\d*)?(?:\s+[mM]?)?)?$/y;
const MEASURE = /\s+(\d[\d.,]* [A-Za-z%]+)(?=\s|$)/y;
const WORD = /\s+(\S+)/y;
const LIST = /\s+\[([^\]:]*)\]/y;
/** Doubles hold 15 decimal digits exactly: what is longer would not be the number that was printed. */
const MOST_DIGITS = 15;
const LABEL = /^[A-Z][\w-]*(?: [\w-]+){0,4}$/;

/**
 * Takes `Label: value` fields apart, in any order and however they are separated: AWS puts a tab between them, copies
 * have spaces or newlines for it, and an old emulator has nothing ("400 msMemory Size: ..."). A label ends at a colon
 * with white space behind it; where a value ends, the kind of its label says.
 */
export function labelledFields(text: string, from: number, labels: Labels): Fields {
  const fields: Field[] = [];
  let position = from;
  for (;;) {
    const colon = colonFrom(text, position);
    if (colon === -1) return { fields, cut: text.slice(position).trim() !== '' };
    const label = text.slice(position, colon).trimStart().replaceAll(/\s+/g, ' ');
    if (!(label in labels) && !LABEL.test(label))
      return { fields, cut: false, wrong: `no field is called ${quoted(label)}` };
    const value = valueAt(text, colon + 1, labels, labels[label]);
    if (typeof value === 'string') return { fields, cut: value === CUT, wrong: `${label} ${value}` };
    fields.push({ label, value: value.value, atEnd: value.end === text.length });
    position = value.end;
  }
}

const CUT = 'is cut';
const quoted = (text: string): string => JSON.stringify(text.slice(0, 40));

/** The next colon that ends a label: with white space or nothing behind it. `python:3.12` has none. */
function colonFrom(text: string, from: number): number {
  let colon = text.indexOf(':', from);
  while (colon !== -1 && colon + 1 < text.length && !isSpace(text.charCodeAt(colon + 1))) {
    colon = text.indexOf(':', colon + 1);
  }
  return colon;
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

interface Value {
  readonly value: string;
  readonly end: number;
}

/** The value behind a colon, or what is wrong with it. */
function valueAt(text: string, at: number, labels: Labels, kind: FieldKind | undefined): Value | string {
  if (kind === 'ms' || kind === 'MB') return numberAt(text, at, labels, kind);
  if (kind === 'id') return idAt(text, at, labels);
  if (kind === 'list') return matchAt(LIST, text, at) ?? (text.indexOf(']', at) === -1 ? CUT : 'is no list');
  if (kind === 'word') return matchAt(WORD, text, at) ?? CUT;
  return matchAt(MEASURE, text, at) ?? freeText(text, at, labels);
}

function matchAt(pattern: RegExp, text: string, at: number): Value | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? undefined : { value: match[1] ?? '', end: at + match[0].length };
}

function numberAt(text: string, at: number, labels: Labels, unit: 'ms' | 'MB'): Value | string {
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text);
  if (match === null) {
    CUT_NUMBER.lastIndex = at;
    return CUT_NUMBER.test(text) ? CUT : `is not a number of ${unit}`;
  }
  const [all, digits = '', printedUnit] = match;
  const end = at + all.length;
  if (printedUnit !== unit) return `is not in ${unit}`;
  if (digits.length > MOST_DIGITS + 1) return 'has too many digits';
  if (end < text.length && !isSpace(text.charCodeAt(end))) {
    const colon = colonFrom(text, end);
    if (colon === -1 || !(text.slice(end, colon) in labels)) return `is not a number of ${unit}`;
  }
  return { value: digits, end };
}

/** An id, unless the next label follows at once: "REPORT RequestId: Duration: 25376.89 ms". */
function idAt(text: string, at: number, labels: Labels): Value | string {
  const next = colonFrom(text, at);
  if (next !== -1 && text.slice(at, next).trim().replaceAll(/\s+/g, ' ') in labels) return { value: '', end: at };
  return matchAt(WORD, text, at) ?? CUT;
}

/** Up to a tab, a newline, two spaces or the end; with single spaces, up to the label that follows. */
function freeText(text: string, at: number, labels: Labels): Value | string {
  const colon = colonFrom(text, at);
  const stretch = text.slice(at, colon === -1 ? text.length : colon);
  const start = stretch.length - stretch.trimStart().length;
  const gap = gapIn(stretch, start);
  const end = gap < stretch.length || colon === -1 ? gap : labelStart(stretch.trimEnd(), labels);
  const value = stretch.slice(start, Math.max(start, end)).trim();
  return value === '' ? 'is empty' : { value, end: at + end };
}

/** Where the white space between two fields begins: a tab, a newline or two spaces. */
function gapIn(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isSpace(code) && (code !== 32 || text.charCodeAt(at + 1) === 32)) return at;
  }
  return text.length;
}

/** Where the label at the end of these words begins; of a label that Kelvin does not know, its last word is taken. */
function labelStart(words: string, labels: Labels): number {
  const known = Object.keys(labels).filter((label) => words.endsWith(` ${label}`));
  const length = Math.max(0, ...known.map((label) => label.length));
  return length === 0 ? words.lastIndexOf(' ') : words.length - length;
}
