import { ReplayDataError } from './data-error.js';

/** One line of data, as many cells as the header has. */
export interface CsvRow {
  /** Of the file, the first is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Csv {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * A table with a header as RFC 4180 has it, with what people's files have besides: another delimiter (the commonest of the
 * header), comment lines that begin with `#`, a byte-order mark, empty lines.
 * @throws ReplayDataError where a line has more or fewer cells than the header, or a quote is never closed
 */
export function parseCsv(text: string, file: string): Csv {
  const body = text.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(body);
  const [head, ...rows] = recordsOf(body, delimiter, file);
  if (head === undefined) throw new ReplayDataError(file, 'is empty', 'the first line names the columns');
  const header = head.cells.map((name) => name.trim());
  for (const { line, cells } of rows) {
    if (cells.length === header.length) continue;
    const problem = `has ${cells.length} cells, and the header ${header.length}`;
    throw new ReplayDataError(`${file}:${line}`, problem, 'a cell that holds a comma stands in quotes');
  }
  return { file, header, rows };
}

/** By the first line that is no comment. */
function delimiterOf(text: string): string {
  const head = /^(?![\r\n#]).+/m.exec(text)?.[0] ?? '';
  const count = (delimiter: string): number => head.split(delimiter).length;
  return DELIMITERS.reduce((best, it) => (count(it) > count(best) ? it : best));
}

function recordsOf(text: string, delimiter: string, file: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 0;
  let open: { line: number; text: string } | undefined;
  for (const part of text.split(/\r?\n/)) {
    line += 1;
    if (open === undefined && (part.trim() === '' || part.startsWith('#'))) continue;
    const whole: { line: number; text: string } =
      open === undefined ? { line, text: part } : { line: open.line, text: `${open.text}\n${part}` };
    open = isOpen(whole.text) ? whole : undefined;
    if (open === undefined) rows.push({ line: whole.line, cells: cellsOf(whole.text, delimiter) });
  }
  if (open === undefined) return rows;
  throw new ReplayDataError(`${file}:${open.line}`, 'a quote is never closed', 'a quote within a cell is doubled: ""');
}

/** A quoted cell may go on in the next line. */
const isOpen = (text: string): boolean => (text.match(/"/g)?.length ?? 0) % 2 === 1;

function cellsOf(text: string, delimiter: string): string[] {
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (letter === '"') {
      const isDoubled = quoted && text[index + 1] === '"';
      if (isDoubled) {
        cell += '"';
        index += 1;
      } else quoted = !quoted;
    } else if (letter === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
}
