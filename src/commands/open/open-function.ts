import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Architecture } from '../../pricing/index.js';
import type { CodeFunction, ExistingFunction } from '../../scenario/index.js';
import {
  aliasOf,
  type Connection,
  type FunctionUnderTest,
  makeFunction,
  openExisting,
  TargetError,
} from '../../target/index.js';
import { slugOf } from '../run-folder.js';
import { journalBase, keepJournal, newMarker } from './keep-journal.js';
import type { OpenConnection } from './open-connection.js';
import type { OpenOptions } from './open-options.js';

/** A function to measure, on each architecture. */
export interface OpenFunction {
  readonly configuration: FunctionConfiguration;
  readonly functions: ReadonlyMap<Architecture, FunctionUnderTest>;
}

export interface FunctionToOpen {
  readonly spec: CodeFunction | ExistingFunction;
  /** What a function that is made is called after. */
  readonly name: string;
  /** Of a function that is made; one that exists has its own. */
  readonly architectures: readonly Architecture[];
  /** Tells the journals of several functions apart. */
  readonly journalSuffix?: string;
  /** Whether the run will make a function URL of its own, on an alias of its own. */
  readonly withUrl?: boolean;
}

/** Finds or makes a function. It is put back as it was, or removed, by the clean-up. */
export async function openFunction(
  wanted: FunctionToOpen,
  open: OpenConnection,
  options: OpenOptions,
): Promise<OpenFunction> {
  const { spec } = wanted;
  options.checkPrices(open.connection.region, spec.kind === 'code' ? wanted.architectures : []);
  if (spec.kind === 'existing') return openOne(wanted, spec, open.connection, options);
  const code = { ...spec, environment: { ...spec.environment, ...open.environment } };
  return makeAll(wanted, code, open, options);
}

async function openOne(
  { journalSuffix, withUrl = false }: FunctionToOpen,
  spec: ExistingFunction,
  connection: Connection,
  options: OpenOptions,
): Promise<OpenFunction> {
  const marker = newMarker();
  const { fn, configuration, latest } = await openExisting(connection, spec.name, spec.qualifier, marker);
  const architecture: Architecture = configuration.Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64';
  options.checkPrices(connection.region, [architecture]);
  const original = { memorySizeMB: latest.MemorySize ?? 128, description: latest.Description ?? '' };
  const alias = withUrl ? { alias: aliasOf(marker) } : {};
  keepJournal(
    connection,
    options,
    { ...journalBase(connection, spec.name, marker), ...alias, original },
    journalSuffix,
  );
  return { configuration, functions: new Map([[architecture, fn]]) };
}

/** On the embedded emulator, which ends with the run, nothing has to be put back: it gets no journal. */
async function makeAll(
  { name: called, architectures, journalSuffix = '' }: FunctionToOpen,
  code: CodeFunction,
  { connection, isEmbedded }: OpenConnection,
  options: OpenOptions,
): Promise<OpenFunction> {
  const marker = newMarker();
  const functions = new Map<Architecture, FunctionUnderTest>();
  let configuration: FunctionConfiguration | undefined;
  for (const architecture of architectures) {
    checkArchitecture(connection, architecture);
    checkRuntime(connection, code.runtime);
    const suffix = isEmbedded ? '' : `-${marker.slice(-12)}`;
    const name = `kelvin-${slugOf(called)}${architectures.length > 1 ? `-${architecture}` : ''}${suffix}`;
    if (!isEmbedded) {
      const journal = { ...journalBase(connection, name, marker), original: null };
      keepJournal(connection, options, journal, `${journalSuffix}-${architecture}`);
    }
    const made = await makeFunction(connection, code, architecture, name, marker);
    functions.set(architecture, made.fn);
    configuration ??= made.configuration;
  }
  if (configuration === undefined) throw new Error('a scenario has at least one architecture');
  return { configuration, functions };
}

function checkArchitecture({ kind }: Connection, architecture: Architecture): void {
  const own = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  if (kind !== 'emulator' || architecture === own) return;
  throw new TargetError(
    `${architecture} cannot be measured on this host, which is ${own}`,
    `leave it out of "architectures", or measure it on AWS`,
  );
}

function checkRuntime({ emulator }: Connection, runtime: string): void {
  if (emulator === undefined || emulator.runtimes.some(({ asked }) => asked === runtime)) return;
  const known = emulator.runtimes.map(({ asked }) => asked).join(', ');
  throw new TargetError(`the emulator does not run ${runtime}`, `it runs ${known}; others are measured on AWS`);
}
