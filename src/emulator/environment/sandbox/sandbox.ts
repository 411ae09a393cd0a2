export type SandboxEnforcement =
  | { readonly enforced: true; readonly backend: 'mount-namespace' }
  | { readonly enforced: false; readonly reason: string; readonly hint: string };

/** What processes see of the file system: as on Lambda where the host allows it, else the host's own. */
export interface Sandbox {
  readonly enforcement: SandboxEnforcement;
  /** For the execution environment of this id. @throws when the disk refuses. */
  environment(id: string, contents: Contents): EnvironmentSandbox;
}

/** Folders of the host that an environment has to find. */
export interface Contents {
  /** The deployment package. */
  readonly package: string;
  /** The layers, merged; none where the function has none. */
  readonly layers?: string;
  /** The runtime client. A function of a custom runtime has none. */
  readonly runtime?: string;
  /** The language: the folder in whose `bin` the interpreter lies, such as `/root/.nvm/versions/node/v24.21.0`. */
  readonly language?: string;
}

export interface EnvironmentSandbox {
  /** Where the folders are for the processes inside. */
  readonly paths: SandboxPaths;
  /** The address behind `sandbox.localdomain`, the name under which extensions listen for telemetry. */
  readonly loopback: string;
  readonly entrance: Entrance;
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

/** How a process gets inside, in three steps. Namespaces of other kinds (user, network, pid) will enter the same way. */
export interface Entrance {
  /** Put in front of the shell, as `nice` is: a program and its options. */
  readonly prefix: readonly string[];
  /** The two arguments of `SET_UP`. */
  readonly setUp: readonly [mount: string, table: string];
  /** Put in front of the program itself, which has no rights after it; empty where there are none to give up. */
  readonly become: readonly string[];
}

/**
 * The beginning of a shell script that is run by way of the prefix: makes the mounts of a table and shifts its arguments
 * away. The table is a file: libmount reads none from a pipe (2.38).
 */
export const SET_UP = `
mount=$1 table=$2; shift 2
[ -z "$mount" ] || "$mount" --all --no-mtab --no-canonicalize --fstab "$table" || exit 125
`;
