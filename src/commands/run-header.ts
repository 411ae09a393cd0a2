import { cpus, release, totalmem, type } from 'node:os';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { EmulatorFacts, Enforcement, Simulated } from '../emulator/index.js';
import { type Architecture, bookFor, type PriceBook } from '../pricing/index.js';
import { type Copied, type Header, withoutAccountIds } from '../recording/index.js';
import type { CodeFunction, ExistingFunction } from '../scenario/index.js';
import {
  type Connection,
  FunctionAsItIs,
  FunctionOnLatest,
  type FunctionUnderTest,
  isOnManagedInstances,
} from '../target/index.js';
import { bytesToMegabytes, megabytes, secondsToMilliseconds } from '../units/index.js';
import { originOf } from './origin.js';
import { recordedBook } from './prices.js';

/*
 * The parts of a recording's first line that every kind of run writes. Payload contents, environment values and account
 * ids stay out of it.
 */

export interface FunctionParts {
  readonly spec: CodeFunction | ExistingFunction;
  /** What it is called where the target does not say. */
  readonly name: string;
  readonly configuration: FunctionConfiguration;
  readonly connection: Connection;
  /** What is measured, on each architecture. */
  readonly functions?: ReadonlyMap<Architecture, FunctionUnderTest> | undefined;
  /** How many environments provisioned concurrency keeps of what is measured as it is. */
  readonly provisionedConcurrency?: number;
  /** Whether it has any may not be asked. */
  readonly isProvisionedUnknown?: true;
  /** Why it is measured on a copy, where it is. */
  readonly copied?: Copied;
}

/** The function as it was when the run began: what names, and never values, say of it. */
export function functionPart(parts: FunctionParts): Header['function'] {
  const { spec, name, configuration, connection, provisionedConcurrency, isProvisionedUnknown, copied } = parts;
  const { FunctionName = name, Runtime, Handler, CodeSha256, CodeSize, Timeout = 3 } = configuration;
  const ran = connection.emulator?.runtimes.find((it) => it.asked === Runtime);
  const current = spec.kind === 'existing' ? configuration.MemorySize : spec.memorySizeMB;
  return {
    name: FunctionName,
    ...(spec.kind === 'existing' && spec.qualifier !== undefined ? { qualifier: spec.qualifier } : {}),
    ...(Runtime === undefined ? {} : { runtime: Runtime }),
    ...(ran === undefined || ran.exact ? {} : { runtimeUsed: ran.actual }),
    ...versionPart(configuration, ran),
    ...(Handler === undefined ? {} : { handler: Handler }),
    ...snapStartPart(configuration),
    ...asItIsPart(parts),
    ...onLatestPart(parts),
    ...(provisionedConcurrency === undefined ? {} : { provisionedConcurrency }),
    ...(isProvisionedUnknown === true ? { provisionedConcurrencyUnknown: true as const } : {}),
    ...(isOnManagedInstances(configuration) ? { managedInstances: true as const } : {}),
    ...(copied === undefined ? {} : { copied }),
    packageType: configuration.PackageType === 'Image' ? 'Image' : 'Zip',
    ...(CodeSha256 === undefined ? {} : { codeSha256: CodeSha256 }),
    ...(CodeSize === undefined ? {} : { codeSizeBytes: CodeSize }),
    timeoutMs: secondsToMilliseconds(Timeout),
    currentMemorySizeMB: current === undefined ? null : megabytes(current),
    ephemeralStorageMB: megabytes(configuration.EphemeralStorage?.Size ?? 512),
    environmentNames: Object.keys(configuration.Environment?.Variables ?? {}).sort(),
  };
}

const asItIsPart = ({ functions }: FunctionParts): Pick<Header['function'], 'asItIs'> =>
  [...(functions?.values() ?? [])].some((it) => it instanceof FunctionAsItIs) ? { asItIs: true } : {};

const onLatestPart = ({ functions }: FunctionParts): Pick<Header['function'], 'onLatest'> =>
  [...(functions?.values() ?? [])].some((it) => it instanceof FunctionOnLatest) ? { onLatest: true } : {};

/** Of Java's managed runtimes it is free; of Python, .NET and images it is not (pricing page, 2026). */
export function snapStartPart({ SnapStart, Runtime }: FunctionConfiguration): Pick<Header['function'], 'snapStart'> {
  if (SnapStart?.ApplyOn !== 'PublishedVersions') return {};
  return { snapStart: Runtime?.startsWith('java') === true ? 'free' : 'charged' };
}

/** The last part of the ARN is the version; a package with a runtime of its own has none. */
function versionPart(
  { Runtime, RuntimeVersionConfig }: FunctionConfiguration,
  ran: { readonly actual: string } | undefined,
): Pick<Header['function'], 'runtimeVersion'> {
  if (Runtime?.startsWith('provided') === true) return {};
  const version = ran?.actual ?? RuntimeVersionConfig?.RuntimeVersionArn?.split(':').at(-1);
  return version === undefined ? {} : { runtimeVersion: version };
}

/** Where it runs. */
export function targetPart({ kind, region, endpoint, emulator }: Connection): Header['target'] {
  return {
    kind,
    region,
    ...(endpoint === undefined || kind === 'emulator' ? {} : { endpoint: originOf(endpoint) }),
    ...(emulator === undefined
      ? {}
      : {
          cpu: limitPart(emulator.cpu),
          memory: limitPart(emulator.memory),
          largestFullShareMB: megabytes(emulator.largestFullShareMB),
          network: networkPart(emulator),
        }),
    ...(emulator?.simulated === undefined ? {} : { simulated: simulatedPart(emulator.simulated) }),
  };
}

/** Without a sandbox nothing keeps functions from it; nor did emulators that do not say. */
const networkPart = ({ sandbox }: EmulatorFacts): NonNullable<Header['target']['network']> =>
  sandbox.enforced ? (sandbox.network ?? 'host') : 'host';

/** As the emulator says it; a copy, for the schema's sake. */
function limitPart(it: Enforcement): NonNullable<Header['target']['cpu']> {
  if (!it.enforced) return it;
  const { passedOver, ...rest } = it;
  return passedOver === undefined ? rest : { ...rest, passedOver: [...passedOver] };
}

/** As the emulator says it; a copy, since what is written is checked by its schema and not by this type. */
const simulatedPart = ({ seed, parts, leftOut }: Simulated): NonNullable<Header['target']['simulated']> => ({
  seed,
  parts: parts.map((part) => ({ ...part, parameters: { ...part.parameters } })),
  leftOut: [...leftOut],
});

/** @param books the user's own, when --prices names a file */
export function pricesPart({
  books,
  region,
  startedAt,
}: {
  readonly books: readonly PriceBook[] | undefined;
  readonly region: string;
  readonly startedAt: Date;
}): NonNullable<Header['prices']> {
  const book = bookFor(region, startedAt.toISOString().slice(0, 10), books);
  const bookId = withoutAccountIds(book.id);
  return books === undefined ? { bookId } : { bookId, ownBook: recordedBook(book) };
}

/** The machine that runs Kelvin. */
export function hostPart(): Header['host'] {
  const processors = cpus();
  return {
    os: type(),
    kernel: release(),
    cpuModel: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    totalMemoryMB: megabytes(Math.round(bytesToMegabytes(totalmem()))),
    node: process.versions.node,
  };
}
