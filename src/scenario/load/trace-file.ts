import { readFile } from 'node:fs/promises';
import { type Milliseconds, milliseconds } from '../../units/index.js';
import { csvCells } from './csv-cells.js';
import { timestampReader } from './timestamp.js';

export interface TraceOptions {
  /** Of a CSV file: name in its first line, or number from 1 on. */
  readonly column?: string | number | undefined;
  /** How much faster than it was recorded. */
  readonly speed?: number | undefined;
}

/** What was read, or what is wrong with the file, a sentence each. */
export type Trace = { readonly arrivalsMs: readonly Milliseconds[] } | { readonly faults: readonly string[] };

/** So many faulty lines are told apart; of a file that is of another kind altogether they are all faulty. */
const FAULTS_SHOWN = 3;

interface Line {
  readonly number: number;
  readonly text: string;
}

/** Lines that hold something; `#` begins a remark. */
const linesOf = (text: string): Line[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter(({ text: line }) => line !== '' && !line.startsWith('#'));

/** Where a column is, and the lines that it has values in; a fault when it is not there. */
function columnOf(
  lines: readonly Line[],
  column: string | number,
): { index: number; lines: readonly Line[] } | { fault: string } {
  if (typeof column === 'number') {
    const index = column - 1;
    // A header names what the column holds and is no timestamp: then the values begin below it.
    const first = csvCells(lines[0]?.text ?? '')[index];
    const isHeader = first !== undefined && timestampReader(first) === undefined;
    return { index, lines: isHeader ? lines.slice(1) : lines };
  }
  const header = csvCells(lines[0]?.text ?? '');
  const index = header.indexOf(column);
  if (index !== -1) return { index, lines: lines.slice(1) };
  return { fault: `no column ${column}; expected one of ${header.join(', ')}` };
}

function readAll(values: readonly Line[]): { times: number[]; faults: string[] } {
  const read = values.map(({ text }) => timestampReader(text)).find((it) => it !== undefined);
  const times: number[] = [];
  const faults: string[] = [];
  for (const { number, text } of values) {
    const ms = read?.(text);
    if (ms === undefined) faults.push(`line ${number}: got ${JSON.stringify(text.slice(0, 40))}; expected a timestamp`);
    else times.push(ms);
  }
  const more = faults.length - FAULTS_SHOWN;
  return {
    times,
    faults:
      more > 0
        ? [...faults.slice(0, FAULTS_SHOWN), `${more} more ${more === 1 ? 'line' : 'lines'} of this kind`]
        : faults,
  };
}

/** The timestamps of a text as milliseconds after the first of them, ascending: logs are seldom quite in order. */
export function parseTrace(text: string, { column, speed = 1 }: TraceOptions): Trace {
  const lines = linesOf(text);
  if (lines.length === 0) return { faults: ['no timestamps; expected one a line'] };
  const found = column === undefined ? undefined : columnOf(lines, column);
  if (found !== undefined && 'fault' in found) return { faults: [found.fault] };
  const values =
    found?.lines.map(({ number, text: line }) => ({ number, text: csvCells(line)[found.index] ?? '' })) ?? lines;
  const { times, faults } = readAll(values);
  if (faults.length > 0) return { faults };
  const [first] = times.sort((a, b) => a - b);
  if (first === undefined) return { faults: ['no timestamps below its first line; expected one a line'] };
  return { arrivalsMs: times.map((ms) => milliseconds((ms - first) / speed)) };
}

/** As `parseTrace`, of a file. */
export async function readTrace(file: string, options: TraceOptions): Promise<Trace> {
  try {
    return parseTrace(await readFile(file, 'utf8'), options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? `no such file: ${file}` : `cannot be read: ${message}`;
    return { faults: [`${why}; expected a file with one timestamp a line`] };
  }
}
