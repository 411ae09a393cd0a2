import {
  type CheckMeasurement,
  type Header,
  readCheckRecording,
  readRecording,
  recordingKind,
} from '../../../../recording/index.js';
import { CommandError } from '../../../command-error.js';
import type { RecordedSide } from '../side.js';
import { shown } from '../source.js';
import { environmentsOf } from './environments-of.js';

/** A base that was measured before, and what was asked then. */
export interface ReadBase {
  readonly side: RecordedSide;
  readonly asked: Pick<Header['scenario'], 'payloads'>;
}

const NO_BASES = { logs: 'logs', load: 'a load', apply: 'an application' } as const;

/** Reads a base: what `kelvin baseline save` or a tuning has measured, or the head of a check. */
export function readRecorded(path: string): ReadBase {
  const kind = recordingKind(path);
  if (kind === 'load' || kind === 'logs' || kind === 'apply') {
    throw new CommandError(
      `${shown(path)} is the recording of ${NO_BASES[kind]}, and no base`,
      '"kelvin baseline save" makes one; the recording of a check or of a tuning will do too',
    );
  }
  const read = kind === 'check' ? ofCheck(path) : ofRun(path);
  if (read.side.measurements.some(({ intended }) => intended === 'cold')) return read;
  throw new CommandError(`${shown(path)} holds no cold start`, '"kelvin baseline save" makes a base');
}

function ofRun(path: string): ReadBase {
  const { header, measurements } = readRecording(path);
  const { name, payloads } = header.scenario;
  const source = { kind: 'recording' as const, path: shown(path), startedAt: header.startedAt, name };
  return { side: sideOf(header, source, environmentsOf(measurements)), asked: { payloads } };
}

/** What was new then is what is there now. */
function ofCheck(path: string): ReadBase {
  const { header, measurements } = readCheckRecording(path);
  const { name, payloads } = header.check;
  const source = { kind: 'recording' as const, path: shown(path), startedAt: header.startedAt, name };
  const head = measurements.filter(({ side }) => side === 'head').map((it) => ({ ...it, side: 'base' as const }));
  const parts = { ...header, function: header.head.function };
  return { side: sideOf(parts, source, head), asked: { payloads } };
}

const sideOf = (
  { function: fn, target, host }: Pick<Header, 'function' | 'target' | 'host'>,
  source: RecordedSide['source'],
  measurements: readonly CheckMeasurement[],
): RecordedSide => ({
  ...{ kind: 'recorded', source, function: fn, target, host },
  measurements: measurements.map((it) => ({ ...it, recorded: true })),
});
