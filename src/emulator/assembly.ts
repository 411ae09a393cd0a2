import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AsynchronousInvocations } from './asynchronous/asynchronous-invocations.js';
import { type DestinationTargets, destinationTargets } from './asynchronous/destination-targets.js';
import { type Clock, systemClock } from './clock.js';
import { CodeSigningConfigs } from './code-signing/code-signing-configs.js';
import { ConcurrencyLedger } from './concurrency/ledger.js';
import { ProvisionedConcurrency } from './concurrency/provisioned-concurrency.js';
import { DEFAULT_QUOTAS } from './concurrency/quotas.js';
import { roleCredentials } from './credentials.js';
import { Pool } from './environment/pool.js';
import { tellsCpuTime } from './environment/processes/wanted-cpu.js';
import { chooseSandbox } from './environment/sandbox/choose.js';
import type { Sandbox } from './environment/sandbox/sandbox.js';
import { EventSourceMappings } from './event-sources/event-source-mappings.js';
import { type EmulatorFacts, gatherFacts } from './facts.js';
import { CodeStore } from './functions/code-store.js';
import { Registry } from './functions/registry.js';
import type { Service } from './http/route.js';
import { SignatureVerifier } from './http/signature/verifier.js';
import { LayerRegistry } from './layers/layer-registry.js';
import { MergedLayers } from './layers/merged-layers.js';
import { chooseLimits } from './limits/choose.js';
import { ownName, sweep } from './limits/identity.js';
import { type Separation, separate } from './limits/kept-cpu.js';
import type { Limits } from './limits/limits.js';
import { preferFunctions } from './limits/preference.js';
import { thisHost } from './limits/this-host.js';
import { cpuPlacement } from './limits/visible-cpus.js';
import { Watchdog } from './limits/watchdog.js';
import { LogStore } from './logs/log-store.js';
import { type EmulatorOptions, IDLE_TIMEOUT, LIFETIME, TRANSITION } from './options.js';
import { PlatformNoise } from './platform-noise/platform-noise.js';
import { Interpreters } from './runtimes/interpreters.js';
import { KeptState, packagesIn } from './state/kept-state.js';
import { StateFolder } from './state/state-folder.js';
import { FunctionUrls } from './urls/function-urls.js';
import { urlHost } from './urls/url-host.js';

/** Everything that an emulator is made of, but the server that lets clients in. */
export interface Assembly {
  readonly service: Service;
  /** Ends all execution environments and removes every trace but the folder of `--state`. */
  takeDown(): Promise<void>;
}

/** What of the host an emulator takes for itself, and has to give back. */
export interface Ground {
  readonly workFolder: string;
  readonly limits: Limits;
  readonly watchdog: Watchdog;
  readonly sandbox: Sandbox;
  readonly interpreters: Interpreters;
  /** Where functions are preferred. */
  readonly separation?: Separation;
  readonly endPreference: () => void;
}

/**
 * @param isOpen whether others than this machine can connect
 * @throws StateError, Refusal where the limits cannot be had, and for a queue endpoint that is not plain HTTP on this machine; nothing is left behind then
 */
export async function assemble(options: EmulatorOptions, isOpen: boolean): Promise<Assembly> {
  const targets = destinationTargets(options, options.clock ?? systemClock);
  const folder = options.state === undefined ? undefined : await StateFolder.open(options.state);
  const ground = await layGround(options, folder?.path);
  const packages = folder === undefined ? join(ground.workFolder, 'code') : packagesIn(folder);
  const service = buildService(options, { ground, targets, packages, isOpen });
  const takeDown = () => takeDownAll(service, ground);
  if (folder === undefined) return { service, takeDown };
  try {
    service.state = await KeptState.restore(folder, service);
  } catch (error) {
    await takeDown();
    await folder.close();
    throw error;
  }
  return { service, takeDown };
}

/** @param stateFolder which functions are not to see. */
export async function layGround(
  options: Pick<EmulatorOptions, 'workFolder' | 'limits' | 'network' | 'preferFunctions'>,
  stateFolder?: string,
): Promise<Ground> {
  const name = ownName();
  const workFolder = resolve(options.workFolder ?? tmpdir(), name);
  await mkdir(workFolder, { recursive: true, mode: 0o755 });
  const limits = await chooseLimits(thisHost(), name, options.limits).catch(async (error: unknown) => {
    await rm(workFolder, { recursive: true, force: true });
    throw error;
  });
  const preference = options.preferFunctions === true ? prefer(limits) : NO_PREFERENCE;
  const watchdog = new Watchdog(workFolder, limits.folders);
  const bare = { workFolder, limits, watchdog, ...preference };
  const { platform } = process;
  const { network = 'host' } = options;
  const host = { platform, uid: process.getuid?.() ?? 0, workFolder, network };
  const [interpreters, sandbox] = await Promise.all([
    Interpreters.find(),
    chooseSandbox(stateFolder === undefined ? host : { ...host, stateFolder }),
    sweep(limits.folders, workFolder),
  ]).catch(async (error: unknown) => {
    await giveBack(bare);
    throw error;
  });
  return { ...bare, sandbox, interpreters };
}

type Preference = Pick<Ground, 'separation' | 'endPreference'>;

const NO_PREFERENCE: Preference = { endPreference: () => {} };

function prefer({ folders }: Limits): Preference {
  const endPreference = preferFunctions(folders);
  const separation = separate('/');
  return {
    separation,
    endPreference: () => {
      separation.end();
      endPreference();
    },
  };
}

type Bare = Omit<Ground, 'sandbox' | 'interpreters'>;

/** To be called when no process is left that was started on it. */
export async function giveBack(ground: Bare & Partial<Pick<Ground, 'sandbox'>>): Promise<void> {
  const { limits, watchdog, sandbox, workFolder, endPreference } = ground;
  await Promise.all([limits.remove(), sandbox?.close()]);
  await rm(workFolder, { recursive: true, force: true });
  watchdog.dismiss();
  endPreference();
}

export const factsOf = ({ limits, sandbox, interpreters, separation }: Ground): EmulatorFacts =>
  gatherFacts({
    limits: limits.enforcement,
    sandbox: sandbox.enforcement,
    hostCores: limits.cores,
    runtimes: interpreters.facts(),
    ...(separation === undefined ? {} : { apart: separation.apart }),
  });

interface Parts {
  readonly ground: Ground;
  readonly targets: DestinationTargets;
  /** The folder of deployment packages. */
  readonly packages: string;
  readonly isOpen: boolean;
}

function buildService(options: EmulatorOptions, { ground, targets, packages, isOpen }: Parts): Service {
  const { limits, watchdog, sandbox, interpreters } = ground;
  const { clock = systemClock, idleTimeout = IDLE_TIMEOUT, lifetime = LIFETIME } = options;
  const { transition = TRANSITION, credentials = [] } = options;
  const logs = new LogStore(clock);
  const { concurrencyLimit = DEFAULT_QUOTAS.accountLimit } = options;
  const ledger = new ConcurrencyLedger(clock, { ...DEFAULT_QUOTAS, accountLimit: concurrencyLimit });
  const layers = new LayerRegistry();
  const merged = new MergedLayers(packages);
  const noise = noiseOf(options, clock);
  const role = roleCredentials();
  const pool = new Pool({
    credentials: role,
    ...{ clock, limits, watchdog, sandbox, interpreters, logs, ledger, idleTimeout, lifetime, ...noise },
    cpus: ground.separation?.placement ?? cpuPlacement('/'),
    layersOf: ({ settings }) => merged.folderOf(layers.codesOf(settings.layers).map(({ folder }) => folder)),
  });
  const registry = new Registry({ clock, transition, onReplaced: (version) => pool.retire(version) });
  const verifier = new SignatureVerifier([...credentials, role], clock);
  return {
    clock,
    registry,
    code: new CodeStore(packages),
    layers,
    layerPolicies: new Map(),
    codeSigning: new CodeSigningConfigs(clock),
    eventSources: new EventSourceMappings(clock, transition),
    pool,
    ...noise,
    ledger,
    provisioned: new ProvisionedConcurrency({ clock, ledger, environments: pool }),
    events: new AsynchronousInvocations({ clock, registry, runner: pool, targets }),
    logs,
    urls: new FunctionUrls(urlHost({ clock, verifier, registry, pool, ...noise })),
    facts: { ...factsOf(ground), ...(noise.noise === undefined ? {} : { simulated: noise.noise.facts }) },
    ...(isOpen ? { signatures: verifier } : {}),
    endpoint: '',
  };
}

/** On request alone: without it nothing anywhere knows of noise. */
const noiseOf = ({ noise }: EmulatorOptions, clock: Clock): { readonly noise?: PlatformNoise } =>
  noise === undefined ? {} : { noise: new PlatformNoise(noise, { clock, tellsCpuTime: tellsCpuTime() }) };

/** What functions print while they are ended is still logged, so the journal is closed last. */
async function takeDownAll(service: Service, ground: Ground): Promise<void> {
  const { events, logs, urls, pool, state, noise } = service;
  await state?.save();
  noise?.close();
  events.close();
  logs.close();
  const endUrls = urls.close();
  await pool.close();
  endUrls();
  await state?.close();
  await giveBack(ground);
}
