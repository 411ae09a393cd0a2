import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Architecture } from '../../pricing/index.js';
import { type CodeFunction, codeFault } from '../../scenario/index.js';
import { type Connection, type FunctionUnderTest, makeFunction, TargetError } from '../../target/index.js';
import { CommandError } from '../command-error.js';
import { slugOf } from '../run-folder.js';
import { checkArchitecture } from './check-architecture.js';
import type { FunctionToOpen, OpenFunction } from './function-to-open.js';
import { keepMadeFunction, newMarker } from './keep-journal.js';
import type { OpenConnection } from './open-connection.js';
import { openExistingOnes } from './open-existing.js';
import type { OpenOptions } from './open-options.js';

/** Finds or makes a function. It is put back as it was, or removed, by the clean-up. */
export async function openFunction(
  wanted: FunctionToOpen,
  open: OpenConnection,
  options: OpenOptions,
): Promise<OpenFunction> {
  const { spec } = wanted;
  options.checkPrices(open.connection.region, spec.kind === 'code' ? wanted.architectures : []);
  if (spec.kind === 'existing') return openExistingOnes(wanted, spec, open.connection, options);
  if (options.copy === true) {
    throw new CommandError(
      '--copy is for a function that exists',
      'leave it out: what is made from code is the run’s own anyway',
    );
  }
  const code = { ...spec, environment: { ...spec.environment, ...open.environment } };
  return makeAll(wanted, code, open, options);
}

/** On the embedded emulator, which ends with the run, nothing has to be put back: it gets no journal. */
async function makeAll(
  { name: called, architectures, journalSuffix = '' }: FunctionToOpen,
  code: CodeFunction,
  { connection, isEmbedded }: OpenConnection,
  options: OpenOptions,
): Promise<OpenFunction> {
  await checkBuilt(code);
  const marker = newMarker();
  const functions = new Map<Architecture, FunctionUnderTest>();
  let configuration: FunctionConfiguration | undefined;
  for (const architecture of architectures) {
    checkArchitecture(connection, architecture);
    checkRuntime(connection, code.runtime);
    const suffix = isEmbedded ? '' : `-${marker.slice(-12)}`;
    const name = `kelvin-${slugOf(called)}${architectures.length > 1 ? `-${architecture}` : ''}${suffix}`;
    if (!isEmbedded) {
      keepMadeFunction(connection, options, { functionName: name, marker }, `${journalSuffix}-${architecture}`);
    }
    const made = await makeFunction(connection, code, architecture, name, marker, options.signal);
    functions.set(architecture, made.fn);
    configuration ??= made.configuration;
  }
  if (configuration === undefined) throw new Error('a scenario has at least one architecture');
  return { configuration, functions };
}

function checkRuntime({ emulator }: Connection, runtime: string): void {
  if (emulator === undefined || emulator.runtimes.some(({ asked }) => asked === runtime)) return;
  const known = emulator.runtimes.map(({ asked }) => asked).join(', ');
  throw new TargetError(`the emulator does not run ${runtime}`, `it runs ${known}; others are measured on AWS`);
}

/** Where the scenario says how it is built, it was not asked before whether it is there. */
async function checkBuilt(code: CodeFunction): Promise<void> {
  const { build } = code;
  const fault = build === undefined ? undefined : await codeFault(code);
  if (build === undefined || fault === undefined) return;
  throw new CommandError(fault, `build it first: ${build.join(' && ')}`);
}
