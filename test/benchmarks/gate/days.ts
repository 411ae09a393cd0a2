import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One function that never changed, and its cold starts day by day. */
export interface Configuration {
  readonly name: string;
  /** What differs in memory size alone. */
  readonly family: string;
  readonly packageType: string;
  readonly memorySizeMB: number;
  /** Ascending by date; Init Durations in milliseconds. */
  readonly days: readonly (readonly number[])[];
}

/** Of fewer cold starts a day is not split into two sides. */
export const PER_DAY = 10;

/** All configurations of lambda-perf's file, or nothing where the shared data is not there. Days with gaps are left out. */
export function readDays(shared: string, file: string): readonly Configuration[] | undefined {
  const path = file.includes('/') ? file : join(shared, 'cold-starts', file);
  if (!existsSync(path)) return undefined;
  const raw = readFileSync(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8').trim().split('\n');
  const header = (lines[0] ?? '').split(',');
  const found = new Map<string, { configuration: Configuration; dated: [string, readonly number[]][] }>();
  for (const line of lines.slice(1)) {
    const cells = line.split(',');
    const of = (column: string): string => cells[header.indexOf(column)] ?? '';
    const values = of('init_ms_list').split(' ').map(Number);
    const family = [of('runtime'), of('package'), of('arch')].join(' ');
    const name = `${family} ${of('memory_mb')} MB`;
    const configuration = { name, family, packageType: of('package'), memorySizeMB: Number(of('memory_mb')), days: [] };
    const entry = found.get(name) ?? { configuration, dated: [] };
    found.set(name, entry);
    if (values.length === PER_DAY && values.every((value) => value > 0)) entry.dated.push([of('date'), values]);
  }
  return [...found.values()]
    .map(({ configuration, dated }) => ({
      ...configuration,
      days: dated.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, values]) => values),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
