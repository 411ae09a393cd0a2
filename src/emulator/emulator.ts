import { mkdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { type Milliseconds, milliseconds } from '../units/index.js';
import { AsynchronousInvocations } from './asynchronous/asynchronous-invocations.js';
import { type DestinationOptions, destinationTargets } from './asynchronous/destination-targets.js';
import { type Clock, systemClock } from './clock.js';
import { CodeSigningConfigs } from './code-signing/code-signing-configs.js';
import { ConcurrencyLedger } from './concurrency/ledger.js';
import { ProvisionedConcurrency } from './concurrency/provisioned-concurrency.js';
import { DEFAULT_QUOTAS } from './concurrency/quotas.js';
import { Pool } from './environment/pool.js';
import { EventSourceMappings } from './event-sources/event-source-mappings.js';
import { type EmulatorFacts, gatherFacts } from './facts.js';
import { CodeStore } from './functions/code-store.js';
import { Registry } from './functions/registry.js';
import { isLoopback } from './http/loopback.js';
import type { Service } from './http/route.js';
import { createService, listen } from './http/server.js';
import type { Credentials } from './http/signature/credentials.js';
import { SignatureVerifier } from './http/signature/verifier.js';
import { LayerRegistry } from './layers/layer-registry.js';
import { chooseLimits } from './limits/choose.js';
import { ownName, sweep } from './limits/identity.js';
import type { Limits } from './limits/limits.js';
import { Watchdog } from './limits/watchdog.js';
import { LogStore } from './logs/log-store.js';
import { Interpreters } from './runtimes/interpreters.js';
import { FunctionUrls } from './urls/function-urls.js';
import { urlHost } from './urls/url-host.js';

export interface EmulatorOptions extends DestinationOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /**
   * 127.0.0.1 unless given. Whoever can connect can run code: on any address but a loopback one every request has to be
   * signed with one of `credentials`.
   */
  readonly host?: string;
  /** What requests may be signed with, where they have to be; function URLs with AuthType AWS_IAM always ask for one. */
  readonly credentials?: readonly Credentials[];
  /** How long an execution environment waits for its next invocation. */
  readonly idleTimeout?: Milliseconds;
  /** How long creating or updating a function takes; 0 is done as soon as it has been answered. */
  readonly transition?: Milliseconds;
  /** How many invocations a region runs at once; 1,000 unless given. */
  readonly concurrencyLimit?: number;
  readonly clock?: Clock;
  /** The folder in which the emulator makes its own; the system's temporary folder unless given. */
  readonly workFolder?: string;
}

export interface Emulator {
  /** `http://127.0.0.1:40123`, for AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly facts: EmulatorFacts;
  /** Ends all execution environments and removes every trace. May be called twice. */
  close(): Promise<void>;
}

/**
 * AWS kept idle environments for 5 to 6 minutes when measured in 2025 (UBC, EuroSys'26: at 300 s 8 % of the next
 * invocations were cold, at 330 s 68 %, at 360 s all).
 */
const IDLE_TIMEOUT = milliseconds(330_000);

/** AWS takes a second or two. Whoever waits as AWS's waiters do has to wait here too, and not for long. */
const TRANSITION = milliseconds(50);

/**
 * @throws an error with the code EADDRINUSE when the port is taken; nothing is left behind then
 * @throws for an address that is not loopback when there are no credentials to sign with, and for a queue endpoint that is
 * not plain HTTP on this machine
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1', clock = systemClock, idleTimeout = IDLE_TIMEOUT, transition = TRANSITION } = options;
  const { credentials = [] } = options;
  const isOpen = !isLoopback(host);
  if (isOpen && credentials.length === 0)
    throw new Error(`Nobody can sign requests to ${host}: there are no credentials`);
  const targets = destinationTargets(options, clock);
  const name = ownName();
  const cores = availableParallelism();
  const workFolder = resolve(options.workFolder ?? tmpdir(), name);
  await mkdir(workFolder, { recursive: true, mode: 0o755 });
  const limits = await chooseLimits({ root: '/', cores, platform: process.platform }, name);
  const watchdog = new Watchdog(workFolder, limits.folders);
  const [interpreters] = await Promise.all([Interpreters.find(), sweep(limits.folders, workFolder)]);
  const facts = gatherFacts(limits.enforcement, limits.cores, interpreters.facts());
  const logs = new LogStore(clock);
  const { concurrencyLimit = DEFAULT_QUOTAS.accountLimit } = options;
  const ledger = new ConcurrencyLedger(clock, { ...DEFAULT_QUOTAS, accountLimit: concurrencyLimit });
  const pool = new Pool({ clock, limits, watchdog, interpreters, logs, ledger, idleTimeout });
  const registry = new Registry({ clock, transition, onReplaced: (version) => pool.retire(version) });
  const code = new CodeStore(workFolder);
  const stores = {
    layers: new LayerRegistry(),
    layerPolicies: new Map(),
    codeSigning: new CodeSigningConfigs(clock),
    eventSources: new EventSourceMappings(clock, transition),
  };
  const provisioned = new ProvisionedConcurrency({ clock, ledger, environments: pool });
  const events = new AsynchronousInvocations({ clock, registry, runner: pool, targets });
  const concurrency = { pool, ledger, provisioned, events };
  const verifier = new SignatureVerifier(credentials, clock);
  const urls = new FunctionUrls(urlHost({ clock, verifier, registry, pool }));
  const signatures = isOpen ? { signatures: verifier } : {};
  const service: Service = {
    clock,
    registry,
    code,
    ...stores,
    ...concurrency,
    logs,
    urls,
    facts,
    ...signatures,
    endpoint: '',
  };
  const server = createService(service);
  const close = once(() => closeAll(server, { pool, events, logs, urls, limits, watchdog, workFolder }));
  try {
    const address = host.includes(':') ? `[${host}]` : host;
    service.endpoint = `http://${address}:${await listen(server, options.port, host)}`;
  } catch (error) {
    await close();
    throw error;
  }
  return { endpoint: service.endpoint, facts, close };
}

interface Belongings {
  readonly pool: Pool;
  readonly events: AsynchronousInvocations;
  readonly logs: LogStore;
  readonly urls: FunctionUrls;
  readonly limits: Limits;
  readonly watchdog: Watchdog;
  readonly workFolder: string;
}

async function closeAll(server: Server, belongings: Belongings): Promise<void> {
  const { pool, events, logs, urls, limits, watchdog, workFolder } = belongings;
  server.close();
  events.close();
  logs.close();
  const endUrls = urls.close();
  await pool.close();
  server.closeAllConnections();
  endUrls();
  await limits.remove();
  await rm(workFolder, { recursive: true, force: true });
  watchdog.dismiss();
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}
