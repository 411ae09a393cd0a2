import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { ARCHITECTURES, type Architecture } from '../../pricing/index.js';
import type { ExistingFunction } from '../../scenario/index.js';
import { aliasOf, type Connection, checkReports, differences, openExisting, TargetError } from '../../target/index.js';
import { checkArchitecture } from './check-architecture.js';
import type { FunctionToOpen, OpenFunction } from './function-to-open.js';
import { journalBase, keepJournal, newMarker } from './keep-journal.js';
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
  { journalSuffix, withUrl = false, isSilentFine = false }: FunctionToOpen,
  spec: ExistingFunction,
  connection: Connection,
  options: OpenOptions,
): Promise<OpenFunction> {
  const marker = newMarker();
  const { fn, configuration, latest } = await openExisting(connection, spec.name, spec.qualifier, marker);
  if (!isSilentFine) checkReports(configuration, spec.name);
  const architecture = architectureOf(configuration);
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
