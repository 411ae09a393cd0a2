import { ARCHITECTURES, type Architecture } from '../../pricing/index.js';
import { didYouMean } from '../../spelling/index.js';
import { type Megabytes, megabytes } from '../../units/index.js';
import type { Csv, CsvRow } from './csv.js';
import { ReplayDataError } from './data-error.js';

/** Reads cells of a table, and says of a wrong one where it stands. */
export class Cells {
  constructor(private readonly csv: Csv) {}

  text({ cells }: CsvRow, column: number): string {
    return (cells[column] ?? '').trim();
  }

  /** Undefined where nothing is written. @throws ReplayDataError for what is no number above 0, or of 0 where that may be */
  milliseconds(row: CsvRow, column: number, zero: 'zero too' | 'above zero' = 'above zero'): number | undefined {
    const text = this.text(row, column);
    if (text === '') return undefined;
    const value = Number(text.replace(/\s*ms$/i, ''));
    if (Number.isFinite(value) && (value > 0 || (value === 0 && zero === 'zero too'))) return value;
    throw this.wrong(row, column, 'a duration in milliseconds, above 0, such as 41.7');
  }

  /** @throws ReplayDataError for a size that Lambda does not have */
  memory(row: CsvRow, column: number): Megabytes {
    const value = Number(this.text(row, column).replace(/\s*MB$/i, ''));
    if (Number.isInteger(value) && value >= SMALLEST_MB && value <= LARGEST_MB) return megabytes(value);
    throw this.wrong(row, column, `a memory size in MB, a whole number from ${SMALLEST_MB} to ${LARGEST_MB}`);
  }

  architecture(row: CsvRow, column: number): Architecture {
    const text = this.text(row, column).toLowerCase();
    const found = ARCHITECTURE_NAMES[text.replaceAll(/[^a-z0-9]/g, '')];
    if (found !== undefined) return found;
    throw this.wrong(row, column, didYouMean(text, ARCHITECTURES) ?? `${ARCHITECTURES.join(' or ')}`);
  }

  start(row: CsvRow, column: number): 'cold' | 'warm' {
    const text = this.text(row, column).toLowerCase();
    if (['cold', 'true', '1', 'yes'].includes(text)) return 'cold';
    if (['warm', 'false', '0', 'no'].includes(text)) return 'warm';
    throw this.wrong(row, column, 'cold or warm');
  }

  private wrong(row: CsvRow, column: number, expected: string): ReplayDataError {
    const { file, header } = this.csv;
    const place = `${file}:${row.line}, column ${header[column] ?? column + 1}`;
    return new ReplayDataError(place, `got "${this.text(row, column)}"`, `expected ${expected}`);
  }
}

const [SMALLEST_MB, LARGEST_MB] = [128, 10_240];

const ARCHITECTURE_NAMES: Readonly<Record<string, Architecture>> = {
  x8664: 'x86_64',
  x86: 'x86_64',
  x64: 'x86_64',
  amd64: 'x86_64',
  intel: 'x86_64',
  arm64: 'arm64',
  arm: 'arm64',
  aarch64: 'arm64',
  graviton: 'arm64',
};
