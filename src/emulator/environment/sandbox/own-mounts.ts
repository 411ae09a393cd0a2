import { rm } from 'node:fs/promises';
import type { Megabytes } from '../../../units/index.js';
import type { Keeper } from './keeper.js';
import type { Keepers } from './keepers.js';
import { updateMeminfo } from './meminfo.js';
import { entranceOf, type Namespaces } from './namespaces.js';
import type { Programs } from './programs.js';
import type { Entrance, EnvironmentSandbox, SandboxPaths } from './sandbox.js';

export const PATHS: SandboxPaths = {
  taskRoot: '/var/task',
  runtimeDir: '/var/runtime',
  optDir: '/opt',
  langDir: '/var/lang',
  tmpDir: '/tmp',
};

/** What belongs to one environment alone. */
export interface OwnFiles {
  readonly tmp: string;
  readonly table: string;
  readonly loopback: string;
  readonly hosts?: string;
  readonly passwd?: string;
  readonly meminfo?: string;
}

export interface OwnMountsOptions {
  readonly id: string;
  readonly own: OwnFiles;
  readonly keepers: Keepers;
  readonly programs: Programs;
  readonly namespaces: Namespaces;
  readonly userId?: number;
  readonly tmpSize: Megabytes;
  readonly memorySize?: Megabytes;
}

/** The sandbox of one environment, and who keeps it while it lives. */
export class OwnMounts implements EnvironmentSandbox {
  readonly paths = PATHS;
  readonly #options: OwnMountsOptions;
  #keeper: Keeper | undefined;
  #settled: Promise<Entrance> | undefined;
  #image: string | undefined;
  #isRemoved = false;

  constructor(options: OwnMountsOptions) {
    this.#options = options;
  }

  get loopback(): string {
    return this.#options.own.loopback;
  }

  settle(): Promise<Entrance> {
    if (this.#isRemoved) return Promise.reject(new Error('the environment is gone'));
    const { keepers, id } = this.#options;
    keepers.wake(id);
    if (this.#settled === undefined || this.#keeper?.isAlive !== true) this.#settled = this.#settle();
    return this.#settled;
  }

  async evict(): Promise<void> {
    if (this.#options.namespaces.processes) await this.#keeper?.end();
  }

  rest(): void {
    this.#options.keepers.rest(this.#options.id);
  }

  wake(): void {
    this.#options.keepers.wake(this.#options.id);
  }

  tellMemory(used: Megabytes): void {
    const { own, memorySize } = this.#options;
    if (own.meminfo === undefined || memorySize === undefined || this.#isRemoved) return;
    updateMeminfo(own.meminfo, memorySize, used);
  }

  async remove(): Promise<void> {
    const { tmp, table, hosts = table, passwd = table, meminfo = table } = this.#options.own;
    this.#isRemoved = true;
    await this.#settled?.catch(() => {});
    await this.#keeper?.end();
    const files = [tmp, table, hosts, passwd, meminfo, this.#image ?? table];
    await Promise.all(files.map((path) => rm(path, { recursive: true, force: true })));
    this.rest();
  }

  async #settle(): Promise<Entrance> {
    const { keepers, programs, namespaces, own, userId, tmpSize } = this.#options;
    const keeper = await keepers.take(tmpSize, this.#image);
    this.#keeper = keeper;
    this.#image = keeper.image;
    const kept = await keeper.settle(own.table, userId);
    const entrance = entranceOf(programs, namespaces, { ...kept, ...(userId === undefined ? {} : { userId }) });
    const doors = await keeper.network;
    return { ...entrance, ...(doors === undefined ? {} : { doors }), starter: () => keeper.takeStarter() };
  }
}
