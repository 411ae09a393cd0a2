import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { ARCHITECTURES, type Architecture } from '../../pricing/index.js';
import type { ExistingFunction } from '../../scenario/index.js';
import {
  type Connection,
  checkReports,
  differences,
  FunctionAsItIs,
  FunctionOnLatest,
  FunctionUnderTest,
  isOnManagedInstances,
  readExisting,
  TargetError,
  whenProvisioned,
} from '../../target/index.js';
import { checkArchitecture } from './check-architecture.js';
import type { FunctionToOpen, OpenFunction } from './function-to-open.js';
import { newMarker } from './keep-journal.js';
import { lockFunction } from './lock-function.js';
import { openAsCopy } from './open-as-copy.js';
import type { OpenOptions } from './open-options.js';
import { whenFree } from './when-free.js';
import { whenUnmarked } from './when-unmarked.js';

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
  return {
    configuration: one.configuration,
    functions,
    ...(one.copied === undefined ? {} : { copied: one.copied }),
    ...(other.copied === undefined ? {} : { twinCopied: other.copied }),
  };
}

async function openOne(
  { journalSuffix, isSilentFine = false }: FunctionToOpen,
  spec: ExistingFunction,
  connection: Connection,
  options: OpenOptions,
): Promise<OpenFunction> {
  const { name, qualifier } = spec;
  const found =
    options.readOnly === true
      ? await whenUnmarked(connection, spec, options)
      : await new FunctionUnderTest(connection, name, '').configuration(qualifier);
  options.aftermath.found(name);
  if (options.readOnly === true || isOnManagedInstances(found)) {
    if (!isSilentFine) checkReports(found, name);
    return openAsItIs(spec, found, connection, options);
  }
  if (options.copy === true) return openCopyOf(spec, [], connection, options, journalSuffix);
  await whenFree(connection, name, options);
  const { configuration, latest, differing } = await readExisting(connection, name, qualifier);
  const architecture = architectureOf(configuration);
  options.checkPrices(connection.region, [architecture]);
  if (options.onLatest === true) checkOnLatest(latest, name);
  if (differing.length > 0) return openCopyOf(spec, differing, connection, options, journalSuffix);
  if (!isSilentFine) checkReports(configuration, name);
  const fn = await held(name, latest, journalSuffix, connection, options);
  return { configuration, functions: new Map([[architecture, fn]]) };
}

async function openCopyOf(
  spec: ExistingFunction,
  differing: readonly string[],
  connection: Connection,
  options: OpenOptions,
  journalSuffix: string | undefined,
): Promise<OpenFunction> {
  options.say(copyText(spec, differing));
  const { fn, configuration } = await openAsCopy(spec, connection, options, journalSuffix);
  const functions = new Map([[architectureOf(configuration), fn]]);
  return { configuration, functions, copied: { differing: [...differing] } };
}

/** Only `$LATEST` can be published at other memory sizes; what differs from it is measured as what it is all the same. */
function copyText({ name, qualifier }: ExistingFunction, differing: readonly string[]): string {
  const called = qualifier === undefined ? name : `${name}:${qualifier}`;
  const why = differing.length === 0 ? '' : `, as it is not what $LATEST is (${differText(differing)})`;
  return `${called} is measured on a copy of it, which is removed afterwards${why}; it is itself only read`;
}

/** `Timeout differs`, `Timeout, Layers differ`. */
export const differText = (fields: readonly string[]): string =>
  `${fields.join(', ')} ${fields.length === 1 ? 'differs' : 'differ'}`;

/** @throws TargetError where $LATEST is not what its callers get of the function */
function checkOnLatest({ SnapStart }: FunctionConfiguration, name: string): void {
  if (SnapStart?.ApplyOn !== 'PublishedVersions') return;
  throw new TargetError(
    `${name} has SnapStart, which is for versions alone: $LATEST starts without a snapshot`,
    'leave --on-latest out: what it measured would be another function than the one that your callers have',
  );
}

/** One for the run: a mix may name a function twice. It is locked before the first change, and not before. */
async function held(
  functionName: string,
  original: FunctionConfiguration,
  journalSuffix: string | undefined,
  connection: Connection,
  options: OpenOptions,
): Promise<FunctionUnderTest> {
  const { FunctionArn = functionName } = original;
  const known = options.held.get(FunctionArn);
  if (known !== undefined) return known;
  const read = async () => (await readExisting(connection, functionName, undefined)).latest;
  const marker = newMarker();
  const Kind = options.onLatest === true ? FunctionOnLatest : FunctionUnderTest;
  const fn = new Kind(connection, functionName, marker, () =>
    lockFunction(connection, options, { functionName, marker, journalSuffix, original, read }),
  );
  options.held.set(FunctionArn, fn);
  return fn;
}

/** A qualifier may stand for anything then: it is what is measured. */
async function openAsItIs(
  { name, qualifier }: ExistingFunction,
  configuration: FunctionConfiguration,
  connection: Connection,
  { checkPrices, copy = false, onLatest = false, say, signal }: OpenOptions,
): Promise<OpenFunction> {
  if (onLatest)
    throw new TargetError(`${name} runs on Managed Instances, and is measured as it is`, 'leave --on-latest out');
  if (copy) throw new TargetError(`${name} runs on Managed Instances, and is measured as it is`, 'leave --copy out');
  const architecture = architectureOf(configuration);
  checkPrices(connection.region, [architecture]);
  let isDenied = false;
  const provisioned =
    qualifier === undefined || qualifier === '$LATEST'
      ? 0
      : await whenProvisioned(connection, name, qualifier, {
          signal,
          onWait: (made, asked) =>
            say(`waiting for the provisioned concurrency of ${name}:${qualifier} (${made} of ${asked})`),
          onDenied: (trouble) => {
            isDenied = true;
            say(
              `it is not known whether ${name}:${qualifier} has provisioned concurrency: ${trouble.problem}; ${trouble.hint}`,
            );
          },
        });
  const fn = new FunctionAsItIs(connection, name, qualifier, configuration, provisioned > 0 || isDenied);
  const functions = new Map([[architecture, fn]]);
  return { configuration, functions, ...provisionedPart(provisioned, isDenied) };
}

const provisionedPart = (environments: number, isDenied: boolean) => ({
  ...(environments > 0 ? { provisionedConcurrency: environments } : {}),
  ...(isDenied ? { isProvisionedUnknown: true as const } : {}),
});

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
