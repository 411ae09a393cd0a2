import type { Network } from '../../emulator/index.js';
import type { Service } from '../../scenario/index.js';
import {
  type Connection,
  connect,
  type EmbeddedEmulator,
  runBeside,
  startEmbeddedEmulator,
  startServices,
  TargetError,
} from '../../target/index.js';
import { limitsArguments } from '../limits.js';
import type { OpenOptions } from './open-options.js';

/** What of a scenario says where it runs. */
export interface Whereabouts {
  readonly region?: string;
  readonly services: readonly Service[];
  /** Whether its functions run on an emulator that this run starts and ends. */
  readonly isEmbedded: boolean;
}

export interface OpenConnection {
  readonly connection: Connection;
  readonly isEmbedded: boolean;
  /** Addresses of the services, for the functions' environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The cause behind an error of a call, where this process knows more than the client that threw it. */
  readonly causeOf: (error: unknown) => unknown;
}

/** Starts the services and, where it is wanted, the emulator, and connects. All of it is undone by the clean-up. */
export async function openConnection(where: Whereabouts, options: OpenOptions): Promise<OpenConnection> {
  const { isEmbedded } = where;
  if (options.noise !== undefined && !isEmbedded) throw notEmbedded('--platform-noise');
  checkNetwork(where, options.network);
  if (options.limits !== undefined && !isEmbedded) throw notEmbedded(`--limits ${options.limits}`);
  const services = await startServices(where.services, options.signal);
  options.cleanup.defer(services.close);
  const embedded = isEmbedded ? await startEmulator(options) : undefined;
  const connection = await connectTo(where.region, embedded, options);
  options.cleanup.defer(() => connection.close());
  await runBeside(connection.emulator);
  return {
    ...{ connection, isEmbedded, environment: services.environment },
    causeOf: embedded === undefined ? (error) => error : lossOf(embedded),
  };
}

/** The embedded emulator is in no region: it stands in the user's where that is priced, and where not in one that is. */
async function connectTo(
  region: string | undefined,
  embedded: EmbeddedEmulator | undefined,
  options: OpenOptions,
): Promise<Connection> {
  const endpointUrl = embedded?.endpoint ?? options.endpointUrl;
  const { signal, mode = 'full' } = options;
  const endpoint = { signal, mode, ...(endpointUrl === undefined ? {} : { endpointUrl }) };
  // What this run starts itself takes its own keys: nobody is to be asked for others.
  const how = { ...endpoint, ...(embedded === undefined ? options.access : {}) };
  const connection = await connect({ ...how, ...(region === undefined ? {} : { region }) });
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
function checkNetwork({ services, isEmbedded }: Whereabouts, network: Network | undefined): void {
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
