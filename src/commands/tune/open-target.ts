import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Backend, Network } from '../../emulator/index.js';
import type { Architecture } from '../../pricing/index.js';
import type { CodeFunction, ExistingFunction, Scenario } from '../../scenario/index.js';
import {
  type Connection,
  connect,
  type EmbeddedEmulator,
  type FunctionUnderTest,
  type Journal,
  makeFunction,
  openExisting,
  putBack,
  removeJournal,
  runBeside,
  startCaretaker,
  startEmbeddedEmulator,
  startServices,
  TargetError,
  writeJournal,
} from '../../target/index.js';
import type { Cleanup } from '../cleanup.js';
import { limitsArguments } from '../limits.js';
import { slugOf } from './run-folder.js';

/** The function to measure, on each architecture, and the way to it. */
export interface OpenTarget {
  readonly connection: Connection;
  readonly configuration: FunctionConfiguration;
  readonly functions: ReadonlyMap<Architecture, FunctionUnderTest>;
  /** The cause behind an error of a call, where this process knows more than the client that threw it. */
  readonly causeOf: (error: unknown) => unknown;
}

export interface OpenOptions {
  readonly endpointUrl?: string;
  /** What the embedded emulator is to be told of noise; nothing else can be. */
  readonly noise?: readonly string[];
  /** As noise. */
  readonly network?: Network;
  /** What is to hold functions to their share there. */
  readonly limits?: Backend;
  readonly folder: string;
  readonly cli: string;
  readonly signal: AbortSignal;
  readonly cleanup: Cleanup;
  /** Throws where what is to be measured has no price: called before anything is made or changed. */
  readonly checkPrices: (region: string, architectures: readonly Architecture[]) => void;
  /** The region itself if it has prices, else one that has; the user is told. */
  readonly pricedRegion: (region: string) => string;
}

/**
 * Starts or finds what the scenario needs. Code runs on the embedded emulator unless an endpoint is named; a function
 * that exists is where the SDK's own chain says. Everything that is started or changed is undone by the clean-up.
 */
export async function openTarget(scenario: Scenario, options: OpenOptions): Promise<OpenTarget> {
  const { function: spec } = scenario;
  const isEmbedded = spec.kind === 'code' && options.endpointUrl === undefined;
  if (options.noise !== undefined && !isEmbedded) throw notEmbedded('--platform-noise');
  checkNetwork(scenario, options.network, isEmbedded);
  if (options.limits !== undefined && !isEmbedded) throw notEmbedded(`--limits ${options.limits}`);
  const services = await startServices(scenario.services, options.signal);
  options.cleanup.defer(services.close);
  const embedded = isEmbedded ? await startEmulator(options) : undefined;
  const connection = await connectTo(scenario.region, embedded, options);
  options.cleanup.defer(() => connection.close());
  await runBeside(connection.emulator);
  options.checkPrices(connection.region, spec.kind === 'code' ? scenario.architectures : []);
  if (spec.kind === 'existing') return openOne(connection, spec, options);
  const code = { ...spec, environment: { ...spec.environment, ...services.environment } };
  return makeAll(connection, scenario, code, options, embedded);
}

/** The embedded emulator is in no region: it stands in the user's where that is priced, and where not in one that is. */
async function connectTo(
  region: string | undefined,
  embedded: EmbeddedEmulator | undefined,
  options: OpenOptions,
): Promise<Connection> {
  const endpointUrl = embedded?.endpoint ?? options.endpointUrl;
  const endpoint = endpointUrl === undefined ? {} : { endpointUrl };
  const connection = await connect({ ...endpoint, ...(region === undefined ? {} : { region }) });
  if (embedded === undefined || region !== undefined) return connection;
  const priced = options.pricedRegion(connection.region);
  if (priced === connection.region) return connection;
  connection.close();
  return connect({ ...endpoint, region: priced });
}

const notEmbedded = (flag: string): TargetError =>
  new TargetError(
    `${flag} is for the embedded emulator, and this run does not start one`,
    `start "kelvin emulate ${flag}" and name it with --endpoint-url: the recording will say so`,
  );

/** Before anything is started. */
function checkNetwork({ services }: Scenario, network: Network | undefined, isEmbedded: boolean): void {
  if (network !== undefined && !isEmbedded) throw notEmbedded(`--network ${network}`);
  if (network !== 'off' || services.length === 0) return;
  throw new TargetError(
    'with --network off its functions cannot reach the services of the scenario',
    'leave --network out, or "services"',
  );
}

async function startEmulator(options: OpenOptions): Promise<EmbeddedEmulator> {
  const { cli, signal, cleanup, noise = [], network, limits } = options;
  const reach = network === undefined ? [] : ['--network', network];
  const emulator = await startEmbeddedEmulator(cli, signal, [...noise, ...reach, ...limitsArguments(limits)]);
  cleanup.defer(emulator.close);
  return emulator;
}

const itself = (error: unknown): unknown => error;

/** A client only sees that nobody answers; that the emulator is gone is the cause. */
const lossOf = (emulator: EmbeddedEmulator) => (error: unknown) => {
  const ended = emulator.ended();
  return ended === undefined
    ? error
    : new TargetError(
        `the emulator ended in the middle of the run (${ended})`,
        'run it again; if it ends again, "kelvin emulate" alone shows what it says',
      );
};

const newMarker = (): string => `kelvin ${randomBytes(6).toString('hex')}`;

async function openOne(connection: Connection, spec: ExistingFunction, options: OpenOptions): Promise<OpenTarget> {
  const marker = newMarker();
  const { fn, configuration, latest } = await openExisting(connection, spec.name, spec.qualifier, marker);
  const architecture: Architecture = configuration.Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64';
  options.checkPrices(connection.region, [architecture]);
  keepJournal(connection, options, {
    ...journalBase(connection, spec.name, marker),
    original: { memorySizeMB: latest.MemorySize ?? 128, description: latest.Description ?? '' },
  });
  return { connection, configuration, functions: new Map([[architecture, fn]]), causeOf: itself };
}

/** On the embedded emulator, which ends with the run, nothing has to be put back: it gets no journal. */
async function makeAll(
  connection: Connection,
  scenario: Scenario,
  code: CodeFunction,
  options: OpenOptions,
  embedded: EmbeddedEmulator | undefined,
): Promise<OpenTarget> {
  const marker = newMarker();
  const functions = new Map<Architecture, FunctionUnderTest>();
  let configuration: FunctionConfiguration | undefined;
  for (const architecture of scenario.architectures) {
    checkArchitecture(connection, architecture);
    checkRuntime(connection, code.runtime);
    const suffix = embedded === undefined ? `-${marker.slice(-12)}` : '';
    const name = `kelvin-${slugOf(scenario.name)}${scenario.architectures.length > 1 ? `-${architecture}` : ''}${suffix}`;
    if (embedded === undefined) {
      keepJournal(
        connection,
        options,
        { ...journalBase(connection, name, marker), original: null },
        `-${architecture}`,
      );
    }
    const made = await makeFunction(connection, code, architecture, name, marker);
    functions.set(architecture, made.fn);
    configuration ??= made.configuration;
  }
  if (configuration === undefined) throw new Error('a scenario has at least one architecture');
  return { connection, configuration, functions, causeOf: embedded === undefined ? itself : lossOf(embedded) };
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

function journalBase(connection: Connection, functionName: string, marker: string): Omit<Journal, 'original'> {
  const { region, endpoint } = connection;
  return { schemaVersion: 1, functionName, region, marker, ...(endpoint === undefined ? {} : { endpoint }) };
}

/** Writes down what to put back before anything is changed, and sees to it that it is, even when this process is killed. */
function keepJournal(
  connection: Connection,
  { folder, cli, cleanup }: OpenOptions,
  journal: Journal,
  suffix = '',
): void {
  const path = join(folder, `restore${suffix}.json`);
  writeJournal(path, journal);
  const caretaker = startCaretaker(cli, path);
  cleanup.defer(async () => {
    await putBack(connection, journal).catch((error: unknown) => {
      throw new TargetError((error as Error).message, `put it back with "kelvin restore ${path}"`);
    });
    removeJournal(path);
    caretaker.dismiss();
  });
}
