export type SandboxEnforcement =
  | { readonly enforced: true; readonly backend: 'mount-namespace' }
  | { readonly enforced: false; readonly reason: string; readonly hint: string };

/** What processes see of the file system: as on Lambda where the host allows it, else the host's own. */
export interface Sandbox {
  readonly enforcement: SandboxEnforcement;
  /** For the execution environment of this id. @throws when the disk refuses. */
  environment(id: string, contents: Contents): EnvironmentSandbox;
}

/** Folders and files of the host that an environment has to find. */
export interface Contents {
  /** The deployment package. */
  readonly package: string;
  /** The layers, merged; none where the function has none. */
  readonly layers?: string;
  /** The runtime client. A function of a custom runtime has none. */
  readonly runtime?: string;
  /** The program that runs it, such as `/root/.nvm/versions/node/v24.21.0/bin/node`. */
  readonly interpreter?: string;
}

export interface EnvironmentSandbox {
  /** Where the folders are for the processes inside. */
  readonly paths: Paths;
  /** The address behind `sandbox.localdomain`, the name under which extensions listen for telemetry. */
  readonly loopback: string;
  /** The interpreter as the processes inside call it. */
  readonly interpreter: string | undefined;
  readonly entrance: Entrance;
  /** Takes away what belongs to this environment alone, /tmp first of all; to be called when no process is left. */
  remove(): Promise<void>;
}

export interface Paths {
  /** LAMBDA_TASK_ROOT. */
  readonly taskRoot: string;
  /** Where layers lie, without a slash at the end. */
  readonly layers: string;
  /** LAMBDA_RUNTIME_DIR. */
  readonly runtime: string;
  /** Kept for as long as the environment lives, on AWS through a reset too. */
  readonly tmp: string;
}

/** How a process gets inside, in two steps. Namespaces of other kinds (user, network, pid) will enter the same way. */
export interface Entrance {
  /** Put in front of the command, as `nice` is: a program and its options. */
  readonly prefix: readonly string[];
  /** Run to its end by the process thus started, before anything else. */
  readonly setUp: readonly string[];
}
