import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { chooseSandbox } from './environment/sandbox/choose.js';
import type { Sandbox } from './environment/sandbox/sandbox.js';
import { type EmulatorFacts, gatherFacts } from './facts.js';
import { chooseLimits } from './limits/choose.js';
import { ownName, sweep } from './limits/identity.js';
import { type Separation, separate } from './limits/kept-cpu.js';
import type { Limits } from './limits/limits.js';
import { preferFunctions } from './limits/preference.js';
import { thisHost } from './limits/this-host.js';
import { Watchdog } from './limits/watchdog.js';
import type { EmulatorOptions } from './options.js';
import { Interpreters } from './runtimes/interpreters.js';

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

/** @param stateFolder which functions are not to see. @throws with nothing left behind */
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
  const choosing = chooseSandbox(stateFolder === undefined ? host : { ...host, stateFolder });
  try {
    const swept = sweep(limits.folders, workFolder);
    const [interpreters, sandbox] = await Promise.all([Interpreters.find(), choosing, swept]);
    return { ...bare, sandbox, interpreters };
  } catch (error) {
    const sandbox = await choosing.catch(() => undefined);
    await giveBack(sandbox === undefined ? bare : { ...bare, sandbox });
    throw error;
  }
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
