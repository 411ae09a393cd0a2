import { join } from 'node:path';
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
import { EventSourceMappings } from './event-sources/event-source-mappings.js';
import { CodeStore } from './functions/code-store.js';
import { Registry } from './functions/registry.js';
import { factsOf, type Ground, giveBack, layGround } from './ground.js';
import type { Service } from './http/route.js';
import { SignatureVerifier } from './http/signature/verifier.js';
import { LayerRegistry } from './layers/layer-registry.js';
import { MergedLayers } from './layers/merged-layers.js';
import { cpuPlacement } from './limits/visible-cpus.js';
import { LogStore } from './logs/log-store.js';
import { type EmulatorOptions, IDLE_TIMEOUT, LIFETIME, TRANSITION } from './options.js';
import { PlatformNoise } from './platform-noise/platform-noise.js';
import { RoleSessions } from './role-sessions.js';
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

/**
 * @param isOpen whether others than this machine can connect
 * @throws StateError, Refusal where the limits cannot be had, and for a queue endpoint that is not plain HTTP on this machine; nothing is left behind then
 */
export async function assemble(options: EmulatorOptions, isOpen: boolean): Promise<Assembly> {
  const targets = destinationTargets(options, options.clock ?? systemClock);
  const folder = options.state === undefined ? undefined : await StateFolder.open(options.state);
  const ground = await layGround(options, folder?.path).catch(async (error: unknown) => {
    await folder?.close();
    throw error;
  });
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
  const roleSessions = new RoleSessions(clock);
  const verifier = new SignatureVerifier([...credentials, role], clock, roleSessions);
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
    roleSessions,
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
