import { dirname } from 'node:path';

/** Where a function finds what it was given and what AWS gives. */
export interface Paths {
  /** LAMBDA_TASK_ROOT: the deployment package. */
  readonly taskRoot: string;
  /** LAMBDA_RUNTIME_DIR: the runtime client. */
  readonly runtimeDir: string;
  /** The layers. */
  readonly optDir: string;
  /** The language: `bin/node` or `bin/python3.12` lies in it. Without one it is AWS's, which does not exist. */
  readonly langDir: string;
}

/** Inside a sandbox that mounts each at its place. */
export const AWS_PATHS: Paths = {
  taskRoot: '/var/task',
  runtimeDir: '/var/runtime',
  optDir: '/opt',
  langDir: '/var/lang',
};

/** `/usr/local` for `/usr/local/bin/node`: what a sandbox has to mount as `/var/lang`. */
export const langDirOf = (interpreter: string): string => dirname(dirname(interpreter));
