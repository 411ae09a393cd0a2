import type { Scenario } from '../../scenario/index.js';
import { formatMegabytes, type Megabytes, megabytes } from '../../units/index.js';
import type { Io, RawOptions } from '../command.js';
import { scenarioAsItIs } from './as-it-is.js';
import type { OpenTarget } from './open-target.js';

/** The scenario with the memory sizes that can be told about on the target that it has met. */
export function candidatesOn(
  { configuration, connection }: Pick<OpenTarget, 'configuration' | 'connection'>,
  asked: Scenario,
  options: RawOptions,
  { stderr }: Io,
): Scenario {
  if (connection.mode === 'read-only') {
    return scenarioAsItIs({ configuration }, asked, (line) => void stderr.write(`${line}\n`));
  }
  const largest = connection.emulator?.largestFullShareMB;
  const within = largest === undefined ? asked : withinHost(asked, largest, (line) => stderr.write(line));
  return withCurrentSize(within, configuration.MemorySize, options);
}

/**
 * Where nobody names sizes, none is explored to which this host cannot give its share: such a size looks as slow as the
 * largest that it can. One that the user names is measured and marked.
 */
function withinHost(scenario: Scenario, largest: number, say: (line: string) => void): Scenario {
  const { exploration, asked } = scenario;
  const range = exploration?.rangeMB;
  if (exploration === undefined || range === undefined || asked.rangeMB !== undefined) return scenario;
  const high = megabytes(Math.max(range.low + 1, Math.floor(largest)));
  if (high >= range.high) return scenario;
  say(
    `memory sizes up to ${formatMegabytes(high)} are explored: above it this host has too few cores; --memory names others\n`,
  );
  return {
    ...scenario,
    memorySizesMB: [range.low, high],
    exploration: { ...exploration, rangeMB: { low: range.low, high } },
  };
}

/**
 * The size that the function has today is what to beat: it is measured too unless the user chose the sizes, and in a range,
 * of which not every size is looked at, it always is one that is.
 */
function withCurrentSize(scenario: Scenario, configured: number | undefined, options: RawOptions): Scenario {
  const { function: fn, exploration } = scenario;
  const current = fn.kind === 'existing' ? configured : fn.memorySizeMB;
  const isAsked = exploration?.rangeMB !== undefined || (fn.kind === 'existing' && options.memory === undefined);
  if (!isAsked || current === undefined) return scenario;
  const sizes = new Set<Megabytes>([...scenario.memorySizesMB, megabytes(current)]);
  return { ...scenario, memorySizesMB: [...sizes].sort((a, b) => a - b) };
}
