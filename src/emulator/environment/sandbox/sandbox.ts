import type { Server, Socket } from 'node:net';
import type { Megabytes } from '../../../units/index.js';
import type { Starter } from '../processes/starter.js';

/** `off`: one of each environment's own, in which there is the Runtime API and nothing else. */
export type Network = 'host' | 'off';

export type SandboxEnforcement =
  | {
      readonly enforced: true;
      readonly backend: 'mount-namespace';
      /** Whether functions see and reach their own processes alone. */
      readonly processes: 'own' | 'host';
      /** `own`: one without rights for each environment; else who runs the emulator. */
      readonly user: 'own' | 'emulator';
      /** What functions reach: all that the host does, or nothing. */
      readonly network: Network;
      /** Whether /tmp is held to its size; else it is as large as the disk. */
      readonly tmp: 'limited' | 'unlimited';
      /** What this host refuses of the rest, each with its reason. */
      readonly refused?: readonly string[];
    }
  | { readonly enforced: false; readonly reason: string; readonly hint: string };

/** What processes see of the machine: as on Lambda where the host allows it, else the host's own. */
export interface Sandbox {
  readonly enforcement: SandboxEnforcement;
  /** For the execution environment of this id. @throws when the disk refuses. */
  environment(id: string, contents: Contents): EnvironmentSandbox;
  /** Ends what was made ahead. To be called when no environment is left. */
  close(): Promise<void>;
}

/** Folders of the host that an environment has to find. */
export interface Contents {
  /** The deployment package. A container image has none that could be unpacked here. */
  readonly package?: string;
  /** The layers, merged; none where the function has none. */
  readonly layers?: string;
  /** The runtime client. A function of a custom runtime has none. */
  readonly runtime?: string;
  /** The language: the folder in whose `bin` the interpreter lies, such as `/root/.nvm/versions/node/v24.21.0`. */
  readonly language?: string;
  /** Of its /tmp: EphemeralStorage. 512 unless given. */
  readonly tmpSize?: Megabytes;
  /** How much memory its machine is to have; without it the host's is seen. */
  readonly memorySize?: Megabytes;
}

export interface EnvironmentSandbox {
  /** Where the folders are for the processes inside. */
  readonly paths: SandboxPaths;
  /** The address behind `sandbox.localdomain`, the name under which extensions listen for telemetry. */
  readonly loopback: string;
  /**
   * Makes it ready to be entered, at first and again where all of it was killed. Nothing to do is no cost.
   * @throws when the host refuses
   */
  settle(): Promise<Entrance>;
  /** Kills all that is inside, if it has processes of its own. `settle` has to come next. */
  evict(): Promise<void>;
  /** No process of it runs until `wake`: others may be prepared meanwhile. */
  rest(): void;
  wake(): void;
  /** What it has needed of its memory so far, for those inside who ask what is free. */
  tellMemory(used: Megabytes): void;
  /** Takes away what belongs to this environment alone, /tmp first of all; to be called when no process is left. */
  remove(): Promise<void>;
}

export interface SandboxPaths {
  /** LAMBDA_TASK_ROOT. */
  readonly taskRoot: string;
  /** LAMBDA_RUNTIME_DIR. */
  readonly runtimeDir: string;
  /** The layers. */
  readonly optDir: string;
  readonly langDir: string;
  /** Kept for as long as the environment lives, on AWS through a reset too. */
  readonly tmpDir: string;
}

/** How a process gets inside, in two steps. Between them it still sees the host's cgroups, and enters its own. */
export interface Entrance {
  /** Put in front of a shell, as `nice` is: a program and its options. */
  readonly prefix: readonly string[];
  /** Put in front of the program itself, which has no rights after it; empty where there are none to give up. */
  readonly become: readonly string[];
  /** It is a user whose processes the kernel counts apart from everybody else's (RLIMIT_NPROC). */
  readonly ownUser: boolean;
  /** One that has gone the first step already, if there is one left. */
  readonly starter?: () => Starter | undefined;
  /** Where its network is not the host's: the only ways between the two. */
  readonly doors?: Doors;
}

export interface Doors {
  /** Listens inside; who connects there is answered from outside. */
  readonly runtimeApi: Server;
  /** As if from inside. @throws as `connect` does */
  readonly connect: (host: string, port: number) => Promise<Socket>;
}
