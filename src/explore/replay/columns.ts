import { didYouMean } from '../../spelling/index.js';
import type { Csv } from './csv.js';
import { ReplayDataError } from './data-error.js';

/** Which column of a file is what, by index. */
export interface Columns {
  readonly memory: number;
  /** Of single invocations; otherwise there are means. */
  readonly duration?: number;
  readonly mean?: number;
  /** Beside a mean: how single invocations lie about it. */
  readonly percentiles?: { readonly p10: number; readonly median: number; readonly p90: number };
  readonly architecture?: number;
  readonly start?: number;
  readonly init?: number;
  /** Lines that are alike in these are of one function. */
  readonly group: readonly number[];
}

/** What each column is called in the files that people publish; case, spaces and signs do not count. */
const NAMES = {
  memory: ['memorymb', 'memorysizemb', 'memorysize', 'memory', 'memmb', 'mem', 'power', 'powervalue', 'ram', 'rammb'],
  duration: ['durationms', 'duration', 'executiontimems', 'executiontime', 'runtimems', 'timems', 'latencyms', 'ms'],
  mean: ['meanms', 'meandurationms', 'meanduration', 'averagedurationms', 'averageduration', 'avgms', 'avg', 'mean'],
  p10: ['p10', 'p10ms'],
  median: ['median', 'medianms', 'p50', 'p50ms'],
  p90: ['p90', 'p90ms'],
  architecture: ['architecture', 'arch'],
  start: ['starttype', 'start', 'coldstart'],
  init: ['initms', 'initdurationms', 'initduration'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Role = keyof typeof NAMES;

/** Named by these a column tells functions apart though it should hold nothing but numbers. */
const GROUP_NAMES = ['function', 'functionname', 'name', 'workload', 'benchmark', 'payload', 'run', 'dataset'];

/** What `--columns` may name, and `group`. */
export const COLUMN_ROLES: readonly string[] = [...Object.keys(NAMES), 'group'];

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/**
 * Finds the columns by their names. Which lines are of one function is told by all columns with a word in them: a version,
 * a runtime, a source; a column of numbers is a figure and tells nothing apart, unless it is called `function` or the like.
 * @param named what `--columns` says: role and column, `group` with several joined by `+`
 * @throws ReplayDataError naming the columns that there are
 */
export function columnsOf(csv: Csv, named: ReadonlyMap<string, string> = new Map()): Columns {
  const find = (role: Role): number | undefined => {
    const typed = named.get(role);
    if (typed !== undefined) return columnNamed(csv, typed);
    const index = csv.header.findIndex((name) => (NAMES[role] as readonly string[]).includes(plain(name)));
    return index < 0 ? undefined : index;
  };
  const memory = find('memory');
  if (memory === undefined) throw missing(csv, 'memory sizes', 'memory_mb');
  const duration = find('duration');
  const mean = duration === undefined ? find('mean') : undefined;
  if (duration === undefined && mean === undefined) throw missing(csv, 'durations', 'duration_ms or mean_ms');
  const [p10, median, p90] = [find('p10'), find('median'), find('p90')];
  const all = p10 !== undefined && median !== undefined && p90 !== undefined;
  const optional = { duration, mean, architecture: find('architecture'), start: find('start'), init: find('init') };
  const found = Object.fromEntries(Object.entries(optional).filter(([, index]) => index !== undefined));
  const used = new Set([memory, ...Object.values(found)]);
  const group = named.get('group');
  return {
    memory,
    ...found,
    ...(all && mean !== undefined ? { percentiles: { p10, median, p90 } } : {}),
    group: group === undefined ? groupOf(csv, used) : group.split('+').map((name) => columnNamed(csv, name)),
  };
}

function groupOf({ header, rows }: Csv, used: ReadonlySet<number | undefined>): number[] {
  const tells = (name: string, index: number): boolean =>
    GROUP_NAMES.includes(plain(name)) || rows.some(({ cells }) => Number.isNaN(Number(cells[index])));
  return header.flatMap((name, index) => (!used.has(index) && tells(name, index) ? [index] : []));
}

function columnNamed({ file, header }: Csv, typed: string): number {
  const name = typed.trim();
  const index = header.indexOf(name);
  if (index >= 0) return index;
  const others = `its columns are ${header.join(', ')}`;
  throw new ReplayDataError(file, `has no column ${name}`, didYouMean(name, header) ?? others);
}

function missing({ file, header }: Csv, what: string, usual: string): ReplayDataError {
  return new ReplayDataError(
    file,
    `has no column of ${what} that is called ${usual}; its columns are ${header.join(', ')}`,
    'say which it is, such as --columns memory=SIZE,duration=TIME; "group" may name several, joined by +',
  );
}
