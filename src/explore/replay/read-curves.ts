import { ARCHITECTURES, type Architecture } from '../../pricing/index.js';
import type { Megabytes } from '../../units/index.js';
import { Cells } from './cells.js';
import { type Columns, columnsOf } from './columns.js';
import { type Csv, type CsvRow, parseCsv } from './csv.js';
import { ReplayDataError } from './data-error.js';
import type { Durations } from './durations.js';
import type { ColdStarts, RecordedCurve, RecordedSize } from './recorded-curve.js';

/** With fewer sizes there is nothing to explore. */
export const FEWEST_SIZES = 4;

export interface ReadOptions {
  /** Coefficient of variation of single invocations, where a file holds means. */
  readonly cvRatio?: number | undefined;
  /** Roles of columns by name, as `--columns` says. */
  readonly columns?: ReadonlyMap<string, string>;
  /** Cold starts count: those of a function belong to its warm ones, instead of being a curve of their own. */
  readonly coldStarts?: boolean;
  /** Both architectures of a function are candidates of one curve, instead of a curve each. */
  readonly bothArchitectures?: boolean;
  /** Which sizes may be chosen; all without it. */
  readonly isCandidate?: (memorySizeMB: number, architecture: Architecture) => boolean;
}

export interface RecordedCurves {
  readonly curves: readonly RecordedCurve[];
  /** Functions that are not replayed, by why. */
  readonly leftOut: { readonly tooFewSizes: number; readonly noColdStarts: number; readonly oneArchitecture: number };
  /** Lines that say nothing, as their duration is empty. */
  readonly emptyRows: number;
}

interface Line {
  readonly row: CsvRow;
  /** What tells its function from the others. */
  readonly told: readonly string[];
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
  readonly start: 'cold' | 'warm';
  readonly durationMs: number;
  readonly initMs: number;
}

/**
 * The curves of a table of durations: `function, memory_mb, duration_ms`, or means, with whatever else people publish.
 * @throws ReplayDataError naming file, line and column of the first thing that cannot be read
 */
export function readCurves(text: string, file: string, options: ReadOptions = {}): RecordedCurves {
  const csv = parseCsv(text, file);
  const columns = columnsOf(csv, options.columns);
  if (columns.duration === undefined && columns.percentiles === undefined && options.cvRatio === undefined) {
    const hint = 'say how far single invocations lie apart, as their coefficient of variation: --noise 5%';
    throw new ReplayDataError(file, `holds means alone (${csv.header[columns.mean ?? 0]})`, hint);
  }
  const all = csv.rows.flatMap((row) => lineOf(row, csv, columns, options) ?? []);
  const { isCandidate = () => true } = options;
  const lines = named(all.filter((it) => isCandidate(it.memorySizeMB, it.architecture)));
  const functions = [...Map.groupBy(lines, ({ name }) => name)].map(([name, own]) => ({
    name,
    sizes: sizesOf(own, csv, columns, options),
  }));
  const whole = functions.filter(({ sizes }) => sizes.length >= FEWEST_SIZES);
  const cold = whole.filter(({ sizes }) => options.coldStarts !== true || sizes.every((it) => it.cold !== undefined));
  const curves = cold.filter(({ sizes }) => options.bothArchitectures !== true || isOnBoth(sizes));
  return {
    curves,
    leftOut: {
      tooFewSizes: functions.length - whole.length,
      noColdStarts: whole.length - cold.length,
      oneArchitecture: cold.length - curves.length,
    },
    emptyRows: csv.rows.length - all.length,
  };
}

/** Names functions by as few of the columns as tell them apart: where a file came from need not be read 800 times. */
function named(lines: readonly Line[]): (Line & { readonly name: string })[] {
  const nameBy = (line: Line, columns: readonly number[]): string =>
    columns.flatMap((column) => line.told[column] || []).join(' · ');
  const count = (columns: readonly number[]): number =>
    new Set(lines.map(({ told }) => JSON.stringify(columns.map((column) => told[column])))).size;
  let columns = (lines[0]?.told ?? []).map((_, index) => index);
  const whole = count(columns);
  for (const column of [...columns]) {
    const rest = columns.filter((it) => it !== column);
    if (count(rest) === whole) columns = rest;
  }
  return lines.map((line) => ({ ...line, name: nameBy(line, columns) }));
}

const isOnBoth = (sizes: readonly RecordedSize[]): boolean => new Set(sizes.map((it) => it.architecture)).size > 1;

function lineOf(row: CsvRow, csv: Csv, columns: Columns, options: ReadOptions): Line | undefined {
  const cells = new Cells(csv);
  const durationMs = cells.milliseconds(row, columns.duration ?? columns.mean ?? 0);
  if (durationMs === undefined) return undefined;
  const { architecture: arch, start: startColumn, init } = columns;
  const told = [
    ...columns.group,
    ...(arch === undefined || options.bothArchitectures === true ? [] : [arch]),
    ...(startColumn === undefined || options.coldStarts === true ? [] : [startColumn]),
  ].sort((a, b) => a - b);
  return {
    row,
    told: told.map((column) => cells.text(row, column)),
    memorySizeMB: cells.memory(row, columns.memory),
    architecture: arch === undefined ? 'x86_64' : cells.architecture(row, arch),
    start: startColumn === undefined || options.coldStarts !== true ? 'warm' : cells.start(row, startColumn),
    durationMs,
    initMs: (init === undefined ? undefined : cells.milliseconds(row, init, 'zero too')) ?? 0,
  };
}

function sizesOf(lines: readonly Line[], csv: Csv, columns: Columns, options: ReadOptions): RecordedSize[] {
  const bySize = Map.groupBy(lines, (it) => `${ARCHITECTURES.indexOf(it.architecture)}:${it.memorySizeMB}`);
  const sizes = [...bySize.values()].flatMap((own) => {
    const [first] = own;
    const warm = own.filter(({ start }) => start === 'warm');
    if (first === undefined || warm.length === 0) return [];
    const { memorySizeMB, architecture } = first;
    const cold = own.filter(({ start }) => start === 'cold');
    return {
      ...{ memorySizeMB, architecture, warm: durationsOf(warm, csv, columns, options) },
      ...(cold.length === 0 ? {} : { cold: coldStartsOf(cold, columns, options) }),
    };
  });
  const rank = (it: RecordedSize): number => ARCHITECTURES.indexOf(it.architecture);
  return sizes.sort((a, b) => rank(a) - rank(b) || a.memorySizeMB - b.memorySizeMB);
}

function durationsOf(lines: readonly Line[], csv: Csv, columns: Columns, options: ReadOptions): Durations {
  const { percentiles } = columns;
  const [line] = lines;
  if (percentiles === undefined || line === undefined || lines.length > 1) {
    return spread(
      lines.map((it) => it.durationMs),
      columns,
      options,
    );
  }
  const cells = new Cells(csv);
  const [p10Ms, medianMs, p90Ms] = [percentiles.p10, percentiles.median, percentiles.p90].map((column) =>
    cells.milliseconds(line.row, column),
  );
  return p10Ms === undefined || medianMs === undefined || p90Ms === undefined
    ? spread([line.durationMs], columns, options)
    : { kind: 'percentiles', p10Ms, medianMs, p90Ms, meanMs: line.durationMs };
}

function coldStartsOf(lines: readonly Line[], columns: Columns, options: ReadOptions): ColdStarts {
  const of = (pick: (line: Line) => number): Durations => spread(lines.map(pick), columns, options);
  return { duration: of((it) => it.durationMs), init: of((it) => it.initMs) };
}

/** Several means of one size are taken for one: nothing says how many invocations each is worth. */
function spread(values: readonly number[], columns: Columns, { cvRatio = 0 }: ReadOptions): Durations {
  if (columns.duration !== undefined) return { kind: 'recorded', valuesMs: [...values].sort((a, b) => a - b) };
  return { kind: 'mean', meanMs: values.reduce((sum, it) => sum + it, 0) / values.length, cvRatio };
}
