import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SUM_NAMES, type Sums } from './sums.js';

export interface Outcome {
  readonly seconds: number;
  readonly sums: Sums;
  readonly peakKilobytes?: number | null;
}

export interface Contestant {
  readonly name: string;
  /** Programs that must be installed. */
  readonly needs: readonly string[];
  readonly run: (log: string) => Outcome;
}

const beside = (name: string): string => fileURLToPath(new URL(`${name}.js`, import.meta.url));

/** Runs a program to its end, its start included in the time. */
function timed(program: string, args: readonly string[]): { seconds: number; stdout: string } {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return { seconds, stdout };
}

const json = (program: string, args: readonly string[]): Outcome => {
  const { seconds, stdout } = timed(program, args);
  return { seconds, ...(JSON.parse(stdout) as Omit<Outcome, 'seconds'>) };
};

/** REPORT lines by ripgrep, their fields by mawk, which counts words: `REPORT RequestId: <id> Duration: 1.00 ms ...`. */
const AWK = `{
  d = $5; m = $18; sd += d; if (d > xd) xd = d; sb += $9; ss += $13; sm += m; if (m > xm) xm = m; l += length($3)
  s = $21
  if ($20 == "Init") { c++; si += $22; if ($22 + 0 > xi) xi = $22 + 0; s = $25 }
  if (s == "timeout") t++
} END { printf "%.0f %.0f %.2f %.2f %.0f %.0f %.0f %.0f %.0f %.2f %.2f %.0f", NR, l, sd, xd, sb, ss, sm, xm, c, si, xi, t }`;

function extraction(prefix: readonly string[]): (log: string) => Outcome {
  return (log) => {
    const pipeline = `rg --no-filename -N '^REPORT RequestId: ' "$1" | mawk "$2"`;
    const [program = 'sh', ...args] = [...prefix, 'sh', '-c', pipeline, 'sh', log, AWK];
    const { seconds, stdout } = timed(program, args);
    const values = stdout.split(' ').map(Number);
    return { seconds, sums: Object.fromEntries(SUM_NAMES.map((name, at) => [name, values[at]])) as unknown as Sums };
  };
}

/** Kelvin is the first; the others are compared with it. */
export const CONTESTANTS: readonly Contestant[] = [
  { name: 'kelvin, one thread', needs: [], run: (log) => json(process.execPath, [beside('kelvin'), log]) },
  { name: 'ripgrep | mawk, two processes', needs: ['rg', 'mawk'], run: extraction([]) },
  { name: 'ripgrep | mawk on one core', needs: ['rg', 'mawk', 'taskset'], run: extraction(['taskset', '-c', '0']) },
  { name: 'DuckDB, one thread', needs: [], run: (log) => json(process.execPath, [beside('duckdb'), log, '1']) },
  { name: 'DuckDB, its own choice', needs: [], run: (log) => json(process.execPath, [beside('duckdb'), log, '0']) },
];

export const isInstalled = (program: string): boolean => spawnSync('which', [program]).status === 0;
