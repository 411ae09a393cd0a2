import type { Scenario } from '../../../../scenario/index.js';
import { formatMegabytes, type Megabytes } from '../../../../units/index.js';
import { CommandError } from '../../../command-error.js';
import type { RecordedSide } from '../side.js';

/** More than these are not checked unless they are named. */
const FEW = 3;

/**
 * What of a scenario a recorded base can be compared at: the sizes that it was measured at. Where they are named, each must
 * be among them. @param current the size of a function that exists
 */
export function atRecordedSizes(
  scenario: Scenario,
  { measurements, source }: RecordedSide,
  isNamed: boolean,
  current: number | undefined,
): Scenario {
  const sizes = [...new Set(measurements.map(({ memorySizeMB }) => memorySizeMB))].sort((a, b) => a - b);
  const { function: fn, asked } = scenario;
  const own = fn.kind === 'existing' ? current : fn.memorySizeMB;
  const wanted = isNamed ? (asked.sizesMB ?? []) : own === undefined ? [] : [own as Megabytes];
  const missing = wanted.filter((it) => !sizes.includes(it));
  if (missing.length > 0) {
    const text = (list: readonly Megabytes[]): string => list.map((it) => formatMegabytes(it)).join(', ');
    throw new CommandError(
      `${source.path} was measured at ${text(sizes)}, and not at ${text(missing)}`,
      `name what it has, such as --memory ${sizes.slice(0, FEW).join()}, or measure the base anew`,
    );
  }
  if (isNamed) return scenario;
  const common = asked.sizesMB?.filter((it) => sizes.includes(it)) ?? [];
  const sizesMB = (common.length > 0 ? common : sizes).slice(0, FEW);
  return { ...scenario, memorySizesMB: sizesMB, asked: { ...asked, sizesMB } };
}
