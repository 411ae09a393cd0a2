import type { Scenario } from '../../../../scenario/index.js';
import type { Connection } from '../../../../target/index.js';
import { CommandError } from '../../../command-error.js';
import { hostPart, targetPart } from '../../../run-header.js';
import type { MeasuredSide, RecordedSide } from '../side.js';
import { ageNote } from './age-note.js';
import { incomparable } from './incomparable.js';
import type { ReadBase } from './read-recorded.js';
import { atRecordedSizes } from './recorded-sizes.js';

export interface RecordedContext {
  readonly head: MeasuredSide;
  readonly connection: Connection;
  readonly scenario: Scenario;
  /** Whether the command line names memory sizes. */
  readonly isMemoryNamed: boolean;
  readonly now: Date;
  readonly say: (line: string) => void;
}

/**
 * A recorded base beside a head that is measured now.
 * @returns the scenario at the sizes that both can have @throws CommandError where they cannot be compared
 */
export function openRecorded(
  { side, asked }: ReadBase,
  { head, connection, scenario, isMemoryNamed, now, say }: RecordedContext,
): { readonly base: RecordedSide; readonly scenario: Scenario } {
  const measured = side.measurements.filter(({ architecture }) => architecture === head.architecture);
  const then = { ...side, ...asked, architectures: [...new Set(side.measurements.map((it) => it.architecture))] };
  const faults = incomparable(then, {
    ...{ function: head.function, architectures: [head.architecture], payloads: [...scenario.payloads] },
    ...{ target: targetPart(connection), host: hostPart() },
  });
  if (faults.length > 0) {
    throw new CommandError(
      `${side.source.path} cannot be compared with what is measured here\n${faults.map((it) => `  ${it}`).join('\n')}`,
      'measure the base in the same session: name a commit, a folder, a zip or a function with --base',
    );
  }
  say(ageNote(side, now, connection.kind === 'aws' ? 'AWS itself' : 'this machine'));
  const base = { ...side, measurements: measured };
  return { base, scenario: atRecordedSizes(scenario, base, isMemoryNamed, head.configuration.MemorySize) };
}
