import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { EmulatorFacts } from '../emulator/index.js';
import type { Header } from '../recording/index.js';
import { emulatorFacts } from './emulator-facts.js';
import { calling } from './explain.js';

export interface ConnectionOptions {
  readonly region?: string;
  /** Any endpoint that speaks Lambda's API; without it the SDK's own chain decides (environment, profile, AWS). */
  readonly endpointUrl?: string;
}

/** The clients of one region of one endpoint. */
export interface Connection {
  /** For everything but Invoke: retries by itself. */
  readonly control: LambdaClient;
  /** For Invoke alone: one attempt, as a retry would be measured as latency and billed twice. */
  readonly data: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly region: string;
  readonly kind: Header['target']['kind'];
  readonly endpoint?: string;
  /** Present when the endpoint is Kelvin's emulator. */
  readonly emulator?: EmulatorFacts;
  close(): void;
}

/** The longest that Lambda lets a function run is 15 minutes; a socket must not give up before it. */
const LONGEST_INVOCATION_MS = 910_000;

/** Makes the clients and finds out what is at the other end. @throws TargetError without region or credentials. */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  const endpoint = options.endpointUrl ?? process.env.AWS_ENDPOINT_URL_LAMBDA ?? process.env.AWS_ENDPOINT_URL;
  const emulator = endpoint === undefined ? undefined : await emulatorFacts(endpoint);
  const config = {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(emulator === undefined ? {} : localDefaults(options.region)),
  };
  const control = new LambdaClient({ ...config, maxAttempts: 5 });
  const data = new LambdaClient({
    ...config,
    maxAttempts: 1,
    requestHandler: { requestTimeout: LONGEST_INVOCATION_MS },
  });
  const logs = new CloudWatchLogsClient({ ...config, maxAttempts: 5 });
  const region = await calling('finding the region', () => control.config.region());
  await calling('finding credentials', () => control.config.credentials());
  const kind = emulator !== undefined ? 'emulator' : endpoint !== undefined ? 'endpoint' : 'aws';
  return {
    control,
    data,
    logs,
    region,
    kind,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(emulator === undefined ? {} : { emulator }),
    close: () => {
      for (const client of [control, data, logs]) client.destroy();
    },
  };
}

/** The emulator takes any signature, so nobody has to make up credentials and a region for it. */
function localDefaults(region: string | undefined) {
  const keys = { accessKeyId: 'kelvin', secretAccessKey: 'kelvin' };
  return { region: region ?? process.env.AWS_REGION ?? 'us-east-1', credentials: keys };
}
