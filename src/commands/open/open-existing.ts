import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { ARCHITECTURES, type Architecture } from '../../pricing/index.js';
import type { ExistingFunction } from '../../scenario/index.js';
import {
  type Connection,
  checkReports,
  differences,
  FunctionAsItIs,
  FunctionUnderTest,
  readExisting,
  refuseDiffering,
  TargetError,
} from '../../target/index.js';
import { checkArchitecture } from './check-architecture.js';
import type { FunctionToOpen, OpenFunction } from './function-to-open.js';
import { lockFunction } from './lock-function.js';
import type { OpenOptions } from './open-options.js';

/**
 * A function that exists, and its twin on the other architecture where it has one. Each is put back by itself.
 *
 * Measuring one function on both was dropped. AWS changes the architecture with UpdateFunctionCode alone, which needs the
 * whole package again, and what is unpublished then runs on the other architecture for whoever invokes it meanwhile: code
 * with native parts would fail for them.
 */
export async function openExistingOnes(
  wanted: FunctionToOpen,
  spec: ExistingFunction,
  connection: Connection,
  options: OpenOptions,
): Promise<OpenFunction> {
  const one = await openOne(wanted, spec, connection, options);
  if (spec.twin === undefined) {
    checkAsked(wanted, spec, [...one.functions.keys()]);
    return one;
  }
  const { twin } = spec;
  const suffixed = { ...wanted, journalSuffix: `${wanted.journalSuffix ?? ''}-twin` };
  const other = await openOne(suffixed, { kind: 'existing', ...twin }, connection, options);
  checkTwins(spec, one, twin.name, other);
  const functions = new Map([...one.functions, ...other.functions]);
  for (const architecture of functions.keys()) checkArchitecture(connection, architecture);
  checkAsked(wanted, spec, [...functions.keys()]);
  return { configuration: one.configuration, functions };
}

async function openOne(
  { journalSuffix, isSilentFine = false }: FunctionToOpen,
  spec: ExistingFunction,
  connection: Connection,
  options: OpenOptions,
): Promise<OpenFunction> {
  if (connection.mode === 'read-only') return openAsItIs(spec, connection, options);
  const { configuration, latest, differing } = await readExisting(connection, spec.name, spec.qualifier);
  refuseDiffering(spec.name, spec.qualifier ?? '$LATEST', differing);
  if (!isSilentFine) checkReports(configuration, spec.name);
  const architecture = architectureOf(configuration);
  options.checkPrices(connection.region, [architecture]);
  const fn = await held(spec.name, latest, journalSuffix, connection, options);
  return { configuration, functions: new Map([[architecture, fn]]) };
}

/** Locked for this run, once: a mix may name a function twice. */
async function held(
  functionName: string,
  latest: FunctionConfiguration,
  journalSuffix: string | undefined,
  connection: Connection,
  options: OpenOptions,
): Promise<FunctionUnderTest> {
  const { FunctionArn = functionName } = latest;
  const known = options.held.get(FunctionArn);
  if (known !== undefined) return known;
  const read = async () => (await readExisting(connection, functionName, undefined)).latest;
  const { marker, ...kept } = await lockFunction(connection, options, { functionName, journalSuffix, read });
  const fn = new FunctionUnderTest(connection, functionName, marker, kept);
  options.held.set(FunctionArn, fn);
  return fn;
}

/** A qualifier may stand for anything then: it is what is measured. */
async function openAsItIs(
  { name, qualifier }: ExistingFunction,
  connection: Connection,
  { checkPrices }: OpenOptions,
): Promise<OpenFunction> {
  const configuration = await new FunctionUnderTest(connection, name, '').configuration(qualifier);
  const architecture = architectureOf(configuration);
  checkPrices(connection.region, [architecture]);
  const fn = new FunctionAsItIs(connection, name, qualifier, configuration);
  return { configuration, functions: new Map([[architecture, fn]]) };
}

const architectureOf = ({ Architectures }: FunctionConfiguration): Architecture =>
  Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64';

/** Nothing is measured that was not asked for, and nothing that was is left out. */
function checkAsked(
  { askedArchitectures: asked = [] }: FunctionToOpen,
  { name, twin }: ExistingFunction,
  found: readonly Architecture[],
): void {
  const missing = asked.filter((it) => !found.includes(it));
  if (missing.length > 0) {
    throw new TargetError(
      `${missing.join(' and ')} was asked for, and ${name} is on ${found.join(' and ')}`,
      'name the same function on the other architecture with --twin: that of a function is changed with its code alone',
    );
  }
  if (twin === undefined || asked.length === 0 || asked.length === ARCHITECTURES.length) return;
  throw new TargetError(`${asked.join()} was asked for, and a twin is named too`, 'leave the twin or --arch out');
}

function checkTwins(spec: ExistingFunction, one: OpenFunction, twin: string, other: OpenFunction): void {
  const [architecture] = [...one.functions.keys()];
  if (other.functions.has(architecture ?? 'x86_64')) {
    throw new TargetError(
      `${spec.name} and ${twin} are both on ${architecture}`,
      'a twin is the same function on the other architecture',
    );
  }
  const differing = differences(one.configuration, other.configuration);
  if (differing.length === 0) return;
  throw new TargetError(
    `${twin} is not ${spec.name} on the other architecture: ${differing.join(', ')} differ`,
    'make them alike, so that what is found is of memory size and architecture alone',
  );
}
