import type { Scenario } from '../../scenario/index.js';
import { isOnManagedInstances } from '../../target/index.js';
import { formatMegabytes, type Megabytes, megabytes } from '../../units/index.js';
import type { Io, RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { scenarioAsItIs } from './as-it-is.js';
import type { OpenTarget } from './open-target.js';

/** The scenario with the memory sizes that can be told about on the target that it has met. */
export function candidatesOn(
  { configuration, connection }: Pick<OpenTarget, 'configuration' | 'connection'>,
  asked: Scenario,
  options: RawOptions,
  { stderr }: Io,
): Scenario {
  const say = (line: string) => void stderr.write(`${line}\n`);
  if (isOnManagedInstances(configuration)) refuseOtherSize(configuration, options);
  if (options.readOnly === true || isOnManagedInstances(configuration)) {
    return scenarioAsItIs({ configuration }, asked, say);
  }
  const largest = connection.emulator?.largestFullShareMB;
  const within = largest === undefined ? asked : withinHost(asked, largest, (line) => stderr.write(line));
  return withCurrentSize(within, configuration.MemorySize, options);
}

/**
 * Of Managed Instances no memory size is to be chosen: their reports say nothing of what is billed, and a version of
 * another size would start instances.
 */
function refuseOtherSize({ FunctionName, MemorySize = 2048 }: OpenTarget['configuration'], options: RawOptions): void {
  if (options.memory === undefined || options.memory === String(MemorySize)) return;
  throw new CommandError(
    `${FunctionName} runs on Managed Instances: it is measured as it is, at ${formatMegabytes(megabytes(MemorySize))}`,
    'leave --memory out',
  );
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
