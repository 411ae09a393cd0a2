import type { CodeFunction } from '../../../scenario/index.js';
import { openFunction } from '../../open/open-function.js';
import { slugOf } from '../../run-folder.js';
import { functionPart } from '../../run-header.js';
import type { MadeSide, MakeParts } from './made-side.js';
import { openCopy } from './open-copy.js';
import type { PreparedSide } from './prepare-side.js';
import type { MeasuredSide } from './side.js';
import { type MeasuredSource, recordedSource } from './source.js';

/** Makes the function that a side is measured as, for the time of the run. */
export async function makeSide(
  source: MeasuredSource,
  prepared: PreparedSide,
  given: Omit<MakeParts, 'name'>,
): Promise<MeasuredSide> {
  // The name of a function is cut at its end, where the sides differ.
  const parts = { ...given, name: `${slugOf(given.scenario.name).slice(0, 24)}-${given.side}` };
  const { fn, ...made } =
    prepared.kind === 'code' ? await ofCode(prepared.code, parts) : await openCopy(prepared, parts);
  return {
    kind: 'measured',
    source: recordedSource(source),
    ...made,
    freshVersion: (memorySizeMB, signal) => fn.freshVersion(memorySizeMB, signal),
  };
}

async function ofCode(
  spec: CodeFunction,
  { side, name, scenario, architecture, open, opening }: MakeParts,
): Promise<MadeSide> {
  const wanted = { spec, name, architectures: [architecture], journalSuffix: `-${side}` };
  const { configuration, functions } = await openFunction(wanted, open, opening);
  const fn = functions.get(architecture);
  if (fn === undefined) throw new Error(`there is no function for ${architecture}`);
  return {
    fn,
    // By the scenario's name: which side it is, the reader is told anyway.
    function: { ...functionPart({ spec, name, configuration, connection: open.connection }), name: scenario.name },
    configuration,
    architecture,
    code: { ...spec, environment: { ...spec.environment, ...open.environment } },
  };
}
