import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { EmulatorFacts } from '../emulator/index.js';
import type { Header } from '../recording/index.js';
import { type CallMode, CallRecord, readAndInvokeAlone, sendPatiently } from './calls/index.js';
import { emulatorFacts } from './emulator-facts.js';
import { calling } from './explain.js';
import { HostObservations } from './host-observation.js';
import {
  type Access,
  accessOf,
  configuredEndpoint,
  openAccess,
  regionOfChain,
  requireProfile,
} from './identity/index.js';
import { LOCAL_CREDENTIALS } from './local-credentials.js';
import { Rehearsal } from './rehearsal/index.js';
import { naming, OUTERMOST } from './troubles/index.js';

export interface ConnectionOptions extends Access {
  readonly region?: string;
  /** Any endpoint that speaks Lambda's API; without it environment and profile decide, else it is AWS. */
  readonly endpointUrl?: string;
  /** When the user ends the run: calls that are under way then are sent again no more. */
  readonly signal?: AbortSignal;
  /** What it lets pass; everything without it. */
  readonly mode?: CallMode;
}

/** The clients of one region of one endpoint, and by whose credentials, where that was said. */
export interface Connection extends Access {
  /** For everything but Invoke: sends again by itself what may succeed later, and no change twice. */
  readonly control: LambdaClient;
  /** Of `control`: its calls, and why they were sent again. */
  readonly calls: CallRecord;
  readonly mode: CallMode;
  /** Where it is one: what would be called. */
  readonly rehearsal?: Rehearsal;
  /** For Invoke alone: one attempt, as a retry would be measured as latency and billed twice. */
  readonly data: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly region: string;
  readonly kind: Header['target']['kind'];
  readonly endpoint?: string;
  /** Present when the endpoint is Kelvin's emulator. */
  readonly emulator?: EmulatorFacts;
  /** Of what `data` invokes, where it is Kelvin's emulator. */
  readonly observations?: HostObservations;
  close(): void;
}

/**
 * The longest that Lambda lets a function run is 15 minutes, and INIT of a cold start may take 10 s before they begin; a
 * socket must not give up before that, but then it must.
 */
const LONGEST_INVOCATION_MS = 930_000;
/** As many as a scenario may ask for: the SDK's own 50 would queue the others here, and show it as their latency. */
const SOCKETS = { maxSockets: 1000 };

/** For calls that answer in a second or two: an endpoint that says nothing must not hold a run for ever. */
const QUICK_ANSWERS = {
  requestHandler: { connectionTimeout: 5000, requestTimeout: 20_000, throwOnRequestTimeout: true },
};

const LONG_ANSWERS = {
  requestHandler: {
    requestTimeout: LONGEST_INVOCATION_MS,
    throwOnRequestTimeout: true,
    connectionTimeout: 10_000,
    httpAgent: SOCKETS,
    httpsAgent: SOCKETS,
  },
};

/** Makes the clients and finds out what is at the other end. @throws TargetError without region or credentials. */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  requireProfile(options.profile);
  const endpoint = options.endpointUrl ?? configuredEndpoint('lambda', options.profile);
  const logsEndpoint = options.endpointUrl ?? configuredEndpoint('cloudwatch_logs', options.profile);
  const emulator = endpoint === undefined ? undefined : await emulatorFacts(endpoint);
  const local = await (emulator === undefined ? defaultRegion(options) : localDefaults(options));
  const access = openAccess(options, options.region ?? local.region);
  const config = {
    ...local,
    ...(options.region === undefined ? {} : { region: options.region }),
    ...access.config,
  };
  const lambda = { ...config, ...at(endpoint) };
  const control = new LambdaClient({ ...lambda, ...QUICK_ANSWERS, maxAttempts: 1 });
  const calls = new CallRecord();
  sendPatiently(control, calls, options.signal === undefined ? {} : { signal: options.signal });
  const data = new LambdaClient({ ...lambda, ...LONG_ANSWERS, maxAttempts: 1 });
  const logs = new CloudWatchLogsClient({ ...config, ...at(logsEndpoint), ...QUICK_ANSWERS, maxAttempts: 4 });
  for (const { middlewareStack } of [control, data]) middlewareStack.add(naming('lambda'), OUTERMOST);
  logs.middlewareStack.add(naming('logs'), OUTERMOST);
  const { mode = 'full' } = options;
  if (mode === 'read-only') for (const client of [control, data, logs]) readAndInvokeAlone(client);
  const rehearsal = mode === 'rehearsal' ? rehearse({ control, data, logs }, () => functionUrl) : undefined;
  const region = await calling('finding the region', () => control.config.region());
  const functionUrl = endpoint ?? `https://rehearsed.lambda-url.${region}.on.aws/`;
  const whose = options.profile === undefined ? '' : ` of the profile ${options.profile}`;
  await calling(`finding credentials${whose}`, () => control.config.credentials());
  const kind = emulator !== undefined ? 'emulator' : endpoint !== undefined ? 'endpoint' : 'aws';
  return {
    control,
    calls,
    mode,
    ...(rehearsal === undefined ? {} : { rehearsal }),
    data,
    logs,
    region,
    kind,
    ...accessOf(options),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(emulator === undefined ? {} : { emulator, observations: observationsOf(data) }),
    close: () => {
      for (const client of [control, data, logs]) client.destroy();
      access.close();
    },
  };
}

/** What is told of a connection is where it goes: a client finds no other endpoint by itself. */
const at = (endpoint: string | undefined) =>
  endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint };

function rehearse(
  { control, data, logs }: Pick<Connection, 'control' | 'data' | 'logs'>,
  url: () => string,
): Rehearsal {
  const rehearsal = new Rehearsal(url);
  for (const client of [control, logs]) rehearsal.attach(client);
  rehearsal.silence(data);
  return rehearsal;
}

function observationsOf(data: LambdaClient): HostObservations {
  const observations = new HostObservations();
  observations.askWith(data);
  return observations;
}

const LOCAL_REGION = 'us-east-1';

interface LocalDefaults {
  readonly region?: string;
  readonly credentials?: typeof LOCAL_CREDENTIALS;
}

/** What the SDK's own chain finds it finds by itself. */
async function defaultRegion({ region, profile }: ConnectionOptions): Promise<LocalDefaults> {
  if (region !== undefined || !process.env.AWS_DEFAULT_REGION || process.env.AWS_REGION) return {};
  const found = await regionOfChain(profile);
  return found === undefined ? {} : { region: found };
}

/** The emulator takes any signature and any region, so nobody has to make them up for it; who names a profile is that. */
async function localDefaults({ profile }: Access): Promise<LocalDefaults> {
  const credentials = LOCAL_CREDENTIALS;
  const region = (await regionOfChain(profile)) ?? LOCAL_REGION;
  return { region, ...(profile === undefined ? { credentials } : {}) };
}
