import { mkdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { type Milliseconds, milliseconds } from '../units/index.js';
import { type Clock, systemClock } from './clock.js';
import { Pool } from './environment/pool.js';
import { type EmulatorFacts, gatherFacts } from './facts.js';
import { CodeStore } from './functions/code-store.js';
import { Registry } from './functions/registry.js';
import type { Service } from './http/route.js';
import { createService, listen } from './http/server.js';
import { LayerRegistry } from './layers/layer-registry.js';
import { chooseLimits } from './limits/choose.js';
import { ownName, sweep } from './limits/identity.js';
import type { Limits } from './limits/limits.js';
import { Watchdog } from './limits/watchdog.js';
import { LogStore } from './logs/log-store.js';
import { Interpreters } from './runtimes/interpreters.js';

export interface EmulatorOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Anybody who can connect can run code: only a loopback address is a good idea. */
  readonly host?: string;
  /** How long an execution environment waits for its next invocation. */
  readonly idleTimeout?: Milliseconds;
  /** How long creating or updating a function takes; 0 is done as soon as it has been answered. */
  readonly transition?: Milliseconds;
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

/** @throws an error with the code EADDRINUSE when the port is taken; nothing is left behind then. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1', clock = systemClock, idleTimeout = IDLE_TIMEOUT, transition = TRANSITION } = options;
  const name = ownName();
  const cores = availableParallelism();
  const workFolder = resolve(options.workFolder ?? tmpdir(), name);
  await mkdir(workFolder, { recursive: true, mode: 0o755 });
  const limits = await chooseLimits({ root: '/', cores, platform: process.platform }, name);
  const watchdog = new Watchdog(workFolder, limits.folders);
  const [interpreters] = await Promise.all([Interpreters.find(), sweep(limits.folders, workFolder)]);
  const facts = gatherFacts(limits.enforcement, limits.cores, interpreters.facts());
  const logs = new LogStore(clock);
  const pool = new Pool({ clock, limits, watchdog, interpreters, logs, idleTimeout });
  const registry = new Registry({ clock, transition, onReplaced: (version) => pool.retire(version) });
  const code = new CodeStore(workFolder);
  const service: Service = { registry, code, layers: new LayerRegistry(), pool, logs, facts, endpoint: '' };
  const server = createService(service);
  const close = once(() => closeAll(server, { pool, limits, watchdog, workFolder }));
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
  readonly limits: Limits;
  readonly watchdog: Watchdog;
  readonly workFolder: string;
}

async function closeAll(server: Server, { pool, limits, watchdog, workFolder }: Belongings): Promise<void> {
  server.close();
  await pool.close();
  server.closeAllConnections();
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
